//! Requests made up by dice: clean, realistic, and the same on every machine.

use serde_json::{Map, Value, json};

/// xorshift.
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }
    fn pick(&mut self, words: &'static [&'static str]) -> &'static str {
        words[self.roll(words.len())]
    }
    fn hex(&mut self, digits: usize) -> String {
        (0..digits).map(|_| char::from_digit(self.roll(16) as u32, 16).unwrap_or('0')).collect()
    }
}

const WORDS: &[&str] =
    &["api", "worker", "batch", "ingest", "render", "billing", "export", "report", "cache", "mail"];
const VARIABLES: &[&str] = &[
    "LOG_LEVEL",
    "DATABASE_HOST",
    "QUEUE_NAME",
    "BUCKET",
    "STAGE",
    "BATCH_ID",
    "MAX_RETRIES",
    "JAVA_OPTS",
    "OWNER",
];
const VALUES: &[&str] = &[
    "info",
    "redis://cache.internal:6379/0",
    "true",
    "2018-06-01T00:00:00Z",
    "-Xmx512m -XX:+UseG1GC",
    "s3://bucket/prefix/2018/06/01/",
    "say \"hello\"",
    "line one\nline two",
    "résumé",
    "日本語",
];
const ARGUMENTS: &[&str] = &["--batch", "--verbose", "nightly", "--date=2018-06-01", "--queue", "jobs"];

/// Makes `count` requests, more small ones than large ones.
pub fn requests(count: usize) -> Vec<Vec<u8>> {
    let mut dice = Dice(0x5eed);
    let mut size = || [300, 500, 800, 1_200, 2_000, 3_500, 6_000, 8_500][dice.roll(8)];
    let sizes: Vec<_> = (0..count).map(|_| size()).collect();
    let mut dice = Dice(0xc0ffee);
    sizes.into_iter().map(|size| request(&mut dice, size)).collect()
}

/// One request of about that many bytes, indented by two.
pub fn request(dice: &mut Dice, bytes: usize) -> Vec<u8> {
    let mut request = json!({
        "cluster": dice.pick(WORDS),
        "taskDefinition": format!("{}:{}", dice.pick(WORDS), 1 + dice.roll(99)),
        "containerInstances": [dice.hex(32)],
    });
    if dice.roll(2) == 0 {
        request["startedBy"] = format!("ci-{}", dice.hex(12)).into();
    }
    if dice.roll(2) == 0 {
        request["networkConfiguration"] = json!({"awsvpcConfiguration": {
            "subnets": [format!("subnet-{}", dice.hex(17)), format!("subnet-{}", dice.hex(17))],
            "securityGroups": [format!("sg-{}", dice.hex(17))],
            "assignPublicIp": "DISABLED",
        }});
    }
    let mut containers: Vec<Value> = Vec::new();
    loop {
        let text = pretty(&request);
        let compact = request.get("overrides").map_or(0, |it| it.to_string().chars().count());
        if text.len() >= bytes || compact > 6_000 {
            return text;
        }
        containers.push(container(dice, containers.len(), bytes - text.len()));
        request["overrides"] = json!({"containerOverrides": containers});
    }
}

fn pretty(value: &Value) -> Vec<u8> {
    let mut text = serde_json::to_vec_pretty(value).unwrap_or_default();
    text.push(b'\n');
    text
}

fn container(dice: &mut Dice, number: usize, bytes: usize) -> Value {
    let mut it = Map::new();
    it.insert("name".into(), format!("{}-{number}", dice.pick(WORDS)).into());
    let arguments: Vec<&str> = (0..dice.roll(5)).map(|_| dice.pick(ARGUMENTS)).collect();
    it.insert("command".into(), std::iter::once("run-job").chain(arguments).collect());
    let variable = |at: usize, dice: &mut Dice| json!({"name": format!("{}_{at}", dice.pick(VARIABLES)), "value": dice.pick(VALUES)});
    let variables = (bytes / 110).min(14);
    it.insert("environment".into(), (0..variables).map(|at| variable(at, dice)).collect());
    if dice.roll(2) == 0 {
        it.insert("cpu".into(), 128.into());
        it.insert("memory".into(), 512.into());
        it.insert("memoryReservation".into(), 256.into());
    }
    Value::Object(it)
}

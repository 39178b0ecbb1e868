//! Starts `ecs-preflight server` for Zed: the program of the settings, or the one on `PATH`.

use zed_extension_api::{
    self as zed, Command, LanguageServerId, Result, Worktree, serde_json::Value, settings::LspSettings,
};

struct EcsPreflight;

impl zed::Extension for EcsPreflight {
    fn new() -> EcsPreflight {
        EcsPreflight
    }

    fn language_server_command(&mut self, id: &LanguageServerId, worktree: &Worktree) -> Result<Command> {
        let settings = LspSettings::for_worktree(id.as_ref(), worktree)?;
        let configured = settings.binary.and_then(|binary| binary.path);
        let command = configured
            .or_else(|| worktree.which("ecs-preflight"))
            .ok_or("install ecs-preflight, or set `lsp.ecs-preflight.binary.path`")?;
        Ok(Command { command, args: vec!["server".to_owned()], env: worktree.shell_env() })
    }

    fn language_server_initialization_options(
        &mut self,
        id: &LanguageServerId,
        worktree: &Worktree,
    ) -> Result<Option<Value>> {
        Ok(LspSettings::for_worktree(id.as_ref(), worktree)?.initialization_options)
    }
}

zed::register_extension!(EcsPreflight);

//! Which member of a structure a name may be: found without looking at the others, in a table in which no
//! two names of a structure share a slot. The build script compiles this file too: it makes the tables,
//! and `shape` looks names up.

/// The slot of a name under a seed, in a table of as many slots as a power of two: 64 minus that power is the shift.
#[inline]
pub(crate) fn slot(name: &[u8], seed: u64, shift: u32) -> usize {
    ((mark(name) ^ name.len() as u64).wrapping_mul(seed) >> shift) as usize
}

/// The ends of a name, mixed.
#[inline]
fn mark(name: &[u8]) -> u64 {
    let half = |it: Option<&[u8; 4]>| it.map_or(0, |it| u64::from(u32::from_le_bytes(*it)));
    match (name.first_chunk(), name.last_chunk()) {
        (Some(first), Some(last)) => u64::from_le_bytes(*first) ^ u64::from_le_bytes(*last).rotate_left(29),
        _ if name.len() >= 4 => half(name.first_chunk()) << 32 | half(name.last_chunk()),
        _ => name.iter().fold(0, |mark, it| mark << 8 | u64::from(*it)),
    }
}

//! Which member of a structure a name may be: found without looking at the others, in a table in which no
//! two names of a structure share a slot. `build.rs` makes the tables with this, and `shape` looks names up.

/// The slot of a name among so many, under a seed. Names of one structure differ in their length or in one of
/// the bytes that are looked at here.
#[inline]
pub(crate) fn slot(name: &[u8], seed: u64, slots: usize) -> usize {
    let length = name.len();
    let byte = |at: usize| u64::from(name.get(at).copied().unwrap_or_default());
    let signs = length as u64 & 0xff
        | byte(0) << 8
        | byte(length / 2) << 16
        | byte(length.wrapping_sub(length / 4 + 1)) << 24
        | byte(length.wrapping_sub(1)) << 32;
    (((signs.wrapping_mul(seed) >> 32) * slots as u64) >> 32) as usize
}

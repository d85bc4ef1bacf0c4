/**
 * Which members of a cluster a name belongs to: carbon-c-relay's {@code carbon_ch}, {@code
 * fnv1a_ch}, {@code jump_fnv1a_ch} and the choice of {@code any_of}, byte for byte
 * (contracts/relay.md 6). Every relay in front of the same stores must choose the same members, so
 * here the original's behaviour, odd corners included, is the specification. Nothing here knows
 * whether a member is up: {@code dynamic} never changes the choice (contracts/relay.md 5).
 */
@NullMarked
package tidemark.relay.hash;

import org.jspecify.annotations.NullMarked;

/**
 * carbon's own files for relays and aggregators as a configuration of this relay
 * (contracts/carbon.md 11 to 15). Start with {@link tidemark.relay.carbon.CarbonFolder}.
 */
@NullMarked
package tidemark.relay.carbon;

import org.jspecify.annotations.NullMarked;

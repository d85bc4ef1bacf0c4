/**
 * Where lines come in: listeners on TCP, UDP and Unix sockets, the normalisation of lines
 * (contracts/relay.md 4) and the loop that gives each line to its route. Start with {@link
 * tidemark.relay.intake.LineIntake}.
 */
@NullMarked
package tidemark.relay.intake;

import org.jspecify.annotations.NullMarked;

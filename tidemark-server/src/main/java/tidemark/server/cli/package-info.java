/**
 * The command line: subcommands, their arguments, what they print and their exit status. Start with
 * {@link tidemark.server.cli.Cli}.
 */
@NullMarked
package tidemark.server.cli;

import org.jspecify.annotations.NullMarked;

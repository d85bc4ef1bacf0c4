/**
 * What can be done to the local engine's directory from outside: verified, measured, copied. Start
 * with {@link tidemark.storage.local.tool.Checker}.
 */
@NullMarked
package tidemark.storage.local.tool;

import org.jspecify.annotations.NullMarked;

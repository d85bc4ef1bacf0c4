/**
 * The product: one process made of the other modules. Start with {@link tidemark.server.Tidemark}.
 */
@NullMarked
package tidemark.server;

import org.jspecify.annotations.NullMarked;

package tidemark.server.http;

import java.time.Duration;
import tidemark.config.Size;

/**
 * What the clients of an HTTP port may ask of it.
 *
 * @param maxBody longest request body, as sent and as decompressed
 * @param connections open at a time; more wait to be accepted
 * @param idle how long a connection may be silent before it is closed
 * @param pace how long a request, or each 64 KiB of a long one or of an answer, may take on its way
 */
public record HttpLimits(Size maxBody, int connections, Duration idle, Duration pace) {}

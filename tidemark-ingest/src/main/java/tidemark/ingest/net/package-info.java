/**
 * The listeners: sockets that feed a protocol. {@link tidemark.ingest.net.LineServer} serves TCP
 * connections on a thread each, {@link tidemark.ingest.net.DatagramServer} one UDP port. They know
 * no protocol's meaning; back-pressure is the sink's call not returning.
 */
@NullMarked
package tidemark.ingest.net;

import org.jspecify.annotations.NullMarked;

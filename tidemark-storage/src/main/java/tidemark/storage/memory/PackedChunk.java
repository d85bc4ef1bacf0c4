package tidemark.storage.memory;

import org.jspecify.annotations.Nullable;

/**
 * A chunk that few points will still come for, as the codecs of the local engine's blocks make it:
 * some 1.3 bytes a point instead of eight. Made and taken apart by a {@link Packer}.
 *
 * @param step of regular times, ms; then there are no bytes for them
 */
@SuppressWarnings("ArrayRecordComponent") // compared by nobody, never written
record PackedChunk(
    int size, long first, long last, long step, byte @Nullable [] times, byte[] values)
    implements Part {}

package dev.plumbline.mojo;

import dev.plumbline.mojo.gate.Shape;
import java.util.List;

/**
 * What the gate learned about an archive that it accepts.
 *
 * @param inputs the columns that callers fill in, in the order of the model; an offset column is not among them
 * @param archiveBytes size of the file
 * @param expandedBytes sum of its entries
 */
public record Inspection(
        Sha256 digest,
        MojoHeader header,
        Shape shape,
        List<InputColumn> inputs,
        long archiveBytes,
        long expandedBytes) {

    public Inspection {
        inputs = List.copyOf(inputs);
    }

    /** Heap of the loaded model in bytes, estimated. */
    public long estimatedHeapBytes() {
        return shape.estimatedHeapBytes(expandedBytes);
    }
}

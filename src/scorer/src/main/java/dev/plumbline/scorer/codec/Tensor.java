package dev.plumbline.scorer.codec;

/**
 * An input tensor of the Open Inference Protocol.
 *
 * @param index position in the request, for error paths
 * @param data flat, in row-major order, one entry per element: Double, {@link LongNumber}, String, Boolean or null
 */
record Tensor(int index, String name, String datatype, long[] shape, Object[] data) {

    int rows() {
        return (int) shape[0];
    }

    int columns() {
        return shape.length == 1 ? 1 : (int) shape[1];
    }

    String path() {
        return "inputs[%d]".formatted(index);
    }

    String path(int element) {
        return "inputs[%d].data[%d]".formatted(index, element);
    }
}

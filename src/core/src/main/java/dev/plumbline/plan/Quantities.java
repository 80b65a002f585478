package dev.plumbline.plan;

import io.fabric8.kubernetes.api.model.Quantity;

/** Bytes as the API server itself would print them: the largest binary unit that loses nothing. */
public final class Quantities {
    private static final String[] UNITS = {"", "Ki", "Mi", "Gi", "Ti", "Pi", "Ei"};

    private Quantities() {}

    /**
     * The canonical form matters: the API server stores {@code 10240Mi} as {@code 10Gi}, and a plan that said the
     * former would differ from the stored object for ever.
     */
    public static Quantity ofBytes(long bytes) {
        int unit = 0;
        long value = bytes;
        while (value != 0 && value % 1024 == 0 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        return new Quantity(value + UNITS[unit]);
    }
}

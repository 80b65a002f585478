package dev.plumbline.mojo;

import java.io.ObjectInputFilter;

/**
 * Java objects in serialized form are code in disguise. No process that opens artifacts reads any, so the whole virtual
 * machine refuses every class.
 */
public final class Deserialization {

    private static final String NOTHING = "!*";

    private Deserialization() {}

    /**
     * Closes it for this virtual machine; a second call changes nothing. {@code -Djdk.serialFilter=!*} does the same from
     * the first instruction on.
     *
     * @throws IllegalStateException when another filter was set before, which would leave the door open
     */
    public static synchronized void close() {
        ObjectInputFilter filter = ObjectInputFilter.Config.getSerialFilter();
        if (filter == null) {
            ObjectInputFilter.Config.setSerialFilter(ObjectInputFilter.Config.createFilter(NOTHING));
        } else if (!NOTHING.equals(filter.toString())) {
            throw new IllegalStateException("another filter for serialized objects is in force");
        }
    }
}

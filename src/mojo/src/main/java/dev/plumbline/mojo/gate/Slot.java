package dev.plumbline.mojo.gate;

/**
 * One entry as the directory of a zip file declares it.
 *
 * @param flags bit 3: sizes follow the content; bit 11: the name is UTF-8
 * @param method 0 stored, 8 deflated
 * @param packed bytes in the file
 * @param size bytes after inflation, as declared
 * @param header where its own header begins in the file
 */
record Slot(String name, int flags, int method, long crc, long packed, long size, long header) {

    boolean sizesFollow() {
        return (flags & 8) != 0;
    }

    boolean folder() {
        return name.endsWith("/");
    }
}

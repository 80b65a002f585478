package dev.plumbline.mojo.gate;

/** Counts lines as a line reader does: an unfinished last line is a line. */
final class Lines {

    private Lines() {}

    static int count(byte[] text) {
        int lines = 0;
        boolean open = false;
        for (int i = 0; i < text.length; i++) {
            boolean carriage = text[i] == '\r';
            if (carriage || text[i] == '\n') {
                lines++;
                open = false;
                if (carriage && i + 1 < text.length && text[i + 1] == '\n') {
                    i++;
                }
            } else {
                open = true;
            }
        }
        return open ? lines + 1 : lines;
    }
}

package dev.plumbline.views;

/**
 * Something that is accepted and still worth saying.
 *
 * @param path field path
 * @param text a sentence that begins after the path
 */
public record Advice(String path, String text) {

    public String message() {
        return path + " " + text;
    }
}

package dev.plumbline.scorer.http;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * An answer that only has to be put on the wire.
 *
 * @param lines header lines as they are sent, each with its line end; shared, never changed
 * @param body sent as it is
 * @param headOnly whether the body is only measured, as for HEAD
 */
record Answer(int status, byte[] lines, byte[] body, boolean headOnly) {

    static final byte[] JSON = ascii("content-type: application/json\r\n");

    Answer(int status, byte[] lines, byte[] body) {
        this(status, lines, body, false);
    }

    /** @param message goes to the client; whatever is in it becomes a JSON text */
    static Answer error(int status, String message) {
        return error(status, JSON, message);
    }

    static Answer error(int status, byte[] lines, String message) {
        byte[] text = JsonStringEncoder.getInstance().quoteAsUTF8(message);
        ByteArrayOutputStream body = new ByteArrayOutputStream(text.length + 12);
        body.writeBytes(ascii("{\"error\":\""));
        body.writeBytes(text);
        body.writeBytes(ascii("\"}"));
        return new Answer(status, lines, body.toByteArray());
    }

    /** @param value must be free of line ends; it is this program's own, never a client's */
    Answer with(String header, String value) {
        ByteArrayOutputStream more = new ByteArrayOutputStream(lines.length + 64);
        more.writeBytes(lines);
        more.writeBytes(ascii(header + ": " + value + "\r\n"));
        return new Answer(status, more.toByteArray(), body, headOnly);
    }

    /** For HEAD: the length of the body is told, and no byte of it sent. */
    Answer withoutBody() {
        return new Answer(status, lines, body, true);
    }

    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}

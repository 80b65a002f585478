package dev.plumbline.cli;

import java.io.PrintWriter;
import java.io.StringWriter;

/**
 * One call of the command in this process.
 *
 * @param code exit code
 */
public record Run(int code, String out, String err) {

    public static Run of(String... args) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = Main.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(args);
        return new Run(code, out.toString(), err.toString());
    }
}

package dev.plumbline.bench.load;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.plumbline.bench.host.Witnessed;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Finds the highest rate at which a server answers all but one request in a hundred within 50 ms and fails none. The
 * server is first loaded by connections that wait for their answers; tenths of what it then answers are the steps.
 */
public final class Ladder {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double BOUND_MILLISECONDS = 50;
    private static final int CONNECTIONS = 64;
    private static final int COMPARED = 256;
    private static final int MODEST_RATE = 1000;
    private static final int MODEST_TRIES = 3;

    /** At that rate the 99th percentile of the scorer is to stay under it. */
    static final double MODEST_MILLISECONDS = 5;

    private final Load load;
    private final double flatOut;
    private final Duration settle = Duration.ofSeconds(1);
    private final Duration time;

    private Ladder(Load load, double flatOut, Duration time) {
        this.load = load;
        this.flatOut = flatOut;
        this.time = time;
    }

    /**
     * @param args name of the server, port, path, file of bodies, JSON pointer to the probability in an answer, file for
     *     the result, seconds of warm-up, seconds of a step
     */
    public static void main(String[] args) throws Exception {
        byte[][] requests = Load.requests(Path.of(args[3]), args[2]);
        InetSocketAddress server = new InetSocketAddress("127.0.0.1", Integer.parseInt(args[1]));
        Duration warmUp = Duration.ofSeconds(Long.parseLong(args[6]));
        Duration time = Duration.ofSeconds(Long.parseLong(args[7]));
        try (Load load = new Load(server, CONNECTIONS, requests)) {
            double[] answers = answers(load, requests.length, args[4]);
            System.out.printf("%s: warming up%n", args[0]);
            load.flatOut(warmUp);
            Step flatOut = load.flatOut(time);
            System.out.println("  waiting   " + flatOut);
            AtomicInteger failures = new AtomicInteger();
            Witnessed<Step> chosen = modest(load, time, failures);
            Step sustained = new Ladder(load, flatOut.perSecond(), time).climb();
            if (!chosen.undisturbed()) {
                // Half a minute later the host may have other things to do.
                chosen = chosen.orLess(modest(load, time, failures));
            }
            Witnessed<Step> modest = new Witnessed<>(chosen.value().failing(failures.get()), chosen.taken());
            System.out.printf(
                    Locale.ROOT, "  modest    %s, %.1f %% taken by the host%n", modest.value(), 100 * modest.taken());
            System.out.println("  sustained " + sustained);
            JSON.writeValue(
                    Path.of(args[5]).toFile(),
                    new Result(args[0], flatOut, modest.value(), modest.taken(), sustained, answers));
        }
    }

    private static double[] answers(Load load, int rows, String pointer) throws IOException {
        double[] answers = new double[Math.min(COMPARED, rows)];
        for (int i = 0; i < answers.length; i++) {
            byte[] body = load.ask(i);
            JsonNode value = JSON.readTree(body).at(pointer);
            if (!value.isNumber()) {
                throw new IOException("no number at %s of %s".formatted(pointer, new String(body)));
            }
            answers[i] = value.asDouble();
        }
        return answers;
    }

    /**
     * Where the host takes the processors away, measured again: the bound is short beside that.
     *
     * @param failures counts those of every try
     */
    private static Witnessed<Step> modest(Load load, Duration time, AtomicInteger failures) throws IOException {
        return Witnessed.undisturbed(MODEST_TRIES, () -> {
            Step step = load.at(MODEST_RATE, Duration.ofSeconds(1), time);
            System.out.println("            " + step);
            failures.addAndGet(step.failures());
            return step;
        });
    }

    private Step climb() throws IOException {
        List<Step> held = new ArrayList<>();
        double share = 1;
        while (held.isEmpty() && share > 0.01) {
            share /= 2;
            tries(share, held);
        }
        double rung = Math.min(0.1, share / 4);
        for (double next = share + rung; !held.isEmpty() && tries(next, held); ) {
            next += rung;
        }
        return held.isEmpty() ? Step.of(0, new long[0], 0, true) : held.getLast();
    }

    /** Twice at most: a stall of the machine must not decide. */
    private boolean tries(double share, List<Step> held) throws IOException {
        for (int attempt = 0; attempt < 2; attempt++) {
            Step step = load.at(share * flatOut, settle, time);
            System.out.println("            " + step);
            if (step.holds(BOUND_MILLISECONDS)) {
                held.add(step);
                return true;
            }
        }
        return false;
    }
}

package dev.plumbline.cli.artifact;

import dev.plumbline.mojo.Refusal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs a verification that ends in time whatever it does. What hangs is left on a thread that does not keep the process.
 */
record Deadlined(Duration budget, Progress progress) {

    int run(Supplier<Judged> work, Consumer<Judged> print) {
        CompletableFuture<Judged> answer = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> {
                    try {
                        answer.complete(work.get());
                    } catch (RuntimeException | Error failed) {
                        answer.completeExceptionally(failed);
                    }
                },
                "verification");
        thread.setDaemon(true);
        thread.start();
        Judged judged = waitFor(answer);
        print.accept(judged);
        return judged.exitCode();
    }

    private Judged waitFor(CompletableFuture<Judged> answer) {
        try {
            return answer.get(budget.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            return progress.fetching()
                    ? unfetched(
                            "the store did not give the artifact within %d seconds".formatted(budget.toSeconds()), 3)
                    : failed("the verification took longer than %d seconds".formatted(budget.toSeconds()));
        } catch (ExecutionException broken) {
            return progress.fetching()
                    ? unfetched("the artifact could not be fetched: look at its URI and at the Secret of its store", 1)
                    : failed("the verification failed on the archive");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return failed("the verification was stopped");
        }
    }

    private static Judged unfetched(String message, int exitCode) {
        return new Judged(Verdict.refused(new Refusal(Refusal.Reason.FetchFailed, message)), exitCode);
    }

    private static Judged failed(String message) {
        return new Judged(Verdict.refused(new Refusal(Refusal.Reason.LoadFailed, message)), 1);
    }
}

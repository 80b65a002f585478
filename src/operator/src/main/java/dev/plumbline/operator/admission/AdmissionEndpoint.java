package dev.plumbline.operator.admission;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door that the API server knocks at. It has no side effect, so a dry run is answered like any other. Nothing is
 * ever allowed because of a failure: what cannot be judged in time is refused with "try again".
 */
@Path("/validate")
public class AdmissionEndpoint {

    private static final Logger LOG = LoggerFactory.getLogger(AdmissionEndpoint.class);

    /** Below the three seconds that the API server waits, so that the user reads our sentence and not a time-out. */
    private static final long BUDGET_MILLIS = 2_500;

    private final AdmissionJudge judge;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    @Inject
    AdmissionEndpoint(AdmissionJudge judge) {
        this.judge = judge;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @RunOnVirtualThread
    public Response review(byte[] body) {
        try {
            Review review = Review.read(body);
            Answer answer = judgeInTime(review);
            if (!answer.allowed()) {
                LOG.info("{}/{}: {} {} refused", review.namespace(), review.name(), review.kind(), review.operation());
            }
            return Response.ok(answer.toReview(review.uid())).build();
        } catch (Review.Malformed e) {
            return Response.status(Response.Status.BAD_REQUEST)
                    .type(MediaType.TEXT_PLAIN_TYPE)
                    .entity(e.getMessage())
                    .build();
        }
    }

    private Answer judgeInTime(Review review) throws Review.Malformed {
        Future<Answer> judged = threads.submit(() -> judge.judge(review));
        try {
            return judged.get(BUDGET_MILLIS, TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            judged.cancel(true);
            return Answer.unavailable("plumbline could not look up the neighbours of this object in time; try again.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Answer.unavailable("plumbline is shutting down; try again.");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Review.Malformed malformed) {
                throw malformed;
            }
            LOG.error("{}/{}: {} could not be judged", review.namespace(), review.name(), review.kind(), e.getCause());
            return Answer.unavailable("plumbline could not judge this object now; try again.");
        }
    }
}

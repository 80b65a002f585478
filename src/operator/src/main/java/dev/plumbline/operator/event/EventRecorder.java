package dev.plumbline.operator.event;

import dev.plumbline.operator.Failures;
import dev.plumbline.operator.OperatorSettings;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.MicroTime;
import io.fabric8.kubernetes.api.model.events.v1.EventBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes Events of {@code events.k8s.io/v1}. A lost Event is logged and not tried again: conditions tell the truth. */
@ApplicationScoped
public class EventRecorder {

    private static final Logger LOG = LoggerFactory.getLogger(EventRecorder.class);
    private static final int LONGEST_NOTE = 1024;
    private static final DateTimeFormatter MICROS = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS'Z'");

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final Clock clock;

    @Inject
    EventRecorder(KubernetesClient client, OperatorSettings settings, Clock clock) {
        this.client = client;
        this.settings = settings;
        this.clock = clock;
    }

    /** Something went as it should. */
    public void normal(HasMetadata about, String reason, String note) {
        record(about, "Normal", reason, note);
    }

    /** Something needs a look. */
    public void warning(HasMetadata about, String reason, String note) {
        record(about, "Warning", reason, note);
    }

    private void record(HasMetadata about, String type, String reason, String note) {
        var event = new EventBuilder()
                .withNewMetadata()
                // A dash, since the API server accepts no other sign at the end of a prefix.
                .withGenerateName(about.getMetadata().getName() + "-")
                .withNamespace(about.getMetadata().getNamespace())
                .endMetadata()
                .withEventTime(new MicroTime(MICROS.format(clock.instant().atOffset(ZoneOffset.UTC))))
                .withReportingController("plumbline.dev/operator")
                .withReportingInstance(settings.operator().pod())
                .withType(type)
                .withReason(reason)
                .withAction("Reconcile")
                .withNote(note.length() <= LONGEST_NOTE ? note : note.substring(0, LONGEST_NOTE - 1) + "…")
                .withNewRegarding()
                .withApiVersion(about.getApiVersion())
                .withKind(about.getKind())
                .withNamespace(about.getMetadata().getNamespace())
                .withName(about.getMetadata().getName())
                .withUid(about.getMetadata().getUid())
                .withResourceVersion(about.getMetadata().getResourceVersion())
                .endRegarding()
                .build();
        try {
            client.events().v1().events().resource(event).create();
        } catch (KubernetesClientException e) {
            LOG.warn(
                    "{}/{}: Event {} was not written: {}",
                    about.getMetadata().getNamespace(),
                    about.getMetadata().getName(),
                    reason,
                    Failures.describe(e));
        }
    }
}

package dev.plumbline.operator.certificate;

import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.OperatorSettings.Certificate.Mode;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.api.model.admissionregistration.v1.ValidatingWebhookConfiguration;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the webhook's certificate good. Every replica runs it, whether it leads or not: the Secret is created by the
 * first and read by the others, and a lost race (409) just means reading again. Order matters: the API server must
 * trust an authority before anybody serves with it.
 */
@ApplicationScoped
public class CertificateKeeper {

    private static final Logger LOG = LoggerFactory.getLogger(CertificateKeeper.class);

    /** Two reads a minute per replica; a hand-deleted Secret or emptied caBundle is mended within this time. */
    private static final Duration PERIOD = Duration.ofSeconds(30);

    private static final Duration RETRY = Duration.ofSeconds(2);

    private final KubernetesClient client;
    private final OperatorSettings settings;
    private final WebhookKeyStore keyStore;
    private final Clock clock;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().name("webhook-certificate").daemon().factory());

    @Inject
    CertificateKeeper(
            KubernetesClient client,
            OperatorSettings settings,
            @Identifier("webhook") WebhookKeyStore keyStore,
            Clock clock) {
        this.client = client;
        this.settings = settings;
        this.keyStore = keyStore;
        this.clock = clock;
    }

    void begin(@Observes StartupEvent event) {
        if (settings.webhook().certificate().mode() != Mode.OFF) {
            timer.execute(this::tick);
        }
    }

    void end(@Observes ShutdownEvent event) {
        timer.shutdownNow();
    }

    private void tick() {
        Duration next = PERIOD;
        try {
            keep();
        } catch (RuntimeException e) {
            // The next tick tries again; until then the door serves with what it has.
            LOG.warn("The webhook's certificate cannot be checked: {}", e.getMessage());
            next = RETRY;
        }
        if (!keyStore.isTrusted()) {
            next = RETRY;
        }
        if (!timer.isShutdown()) {
            timer.schedule(this::tick, next.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** One round: read or make the Secret, make the API server trust it, then serve with it. */
    void keep() {
        if (settings.webhook().certificate().mode() == Mode.FILES) {
            mounted().ifPresent(keyStore::use);
            return;
        }
        WebhookTls tls = ensureSecret();
        trust(tls.caBundle());
        keyStore.use(tls.serving());
    }

    /** The kubelet swaps both files of a mounted Secret at once; a pair that does not fit is read again next time. */
    private Optional<KeyPairCertificate> mounted() {
        Path dir = Path.of(settings.webhook().certificate().dir());
        try {
            return Pem.read(Files.readString(dir.resolve("tls.key")), Files.readString(dir.resolve("tls.crt")));
        } catch (IOException e) {
            LOG.warn("The webhook's certificate is not in {} yet", dir);
            return Optional.empty();
        }
    }

    private WebhookTls ensureSecret() {
        Optional<Secret> stored = stored();
        Optional<WebhookTls> present = stored.flatMap(WebhookTls::read);
        WebhookTls wanted = present.map(tls -> tls.renewed(hosts(), clock.instant()))
                .orElseGet(() -> WebhookTls.begin(hosts(), clock.instant()));
        if (present.isPresent() && wanted == present.get()) {
            return wanted;
        }
        try {
            Secret secret = wanted.writeInto(stored.orElseGet(this::emptySecret));
            // The read version travels with the update, so two replicas cannot overwrite each other.
            var resource = client.resource(secret);
            if (stored.isPresent()) {
                resource.update();
            } else {
                resource.create();
            }
            LOG.info(
                    "Webhook: {} stored in Secret {}",
                    wanted.serving(),
                    settings.webhook().secret());
            return wanted;
        } catch (KubernetesClientException e) {
            if (e.getCode() == HttpURLConnection.HTTP_CONFLICT) {
                return stored().flatMap(WebhookTls::read).orElseThrow(() -> e);
            }
            throw e;
        }
    }

    private Optional<Secret> stored() {
        return Optional.ofNullable(client.secrets()
                .inNamespace(settings.operator().namespace())
                .withName(settings.webhook().secret())
                .get());
    }

    private Secret emptySecret() {
        return new SecretBuilder()
                .withNewMetadata()
                .withNamespace(settings.operator().namespace())
                .withName(settings.webhook().secret())
                .addToLabels("app.kubernetes.io/part-of", "plumbline")
                .addToLabels("app.kubernetes.io/managed-by", "plumbline-operator")
                .endMetadata()
                .build();
    }

    private void trust(String caBundle) {
        var resource = client.admissionRegistration()
                .v1()
                .validatingWebhookConfigurations()
                .withName(settings.webhook().configuration());
        ValidatingWebhookConfiguration found = resource.get();
        if (found == null) {
            LOG.warn(
                    "ValidatingWebhookConfiguration {} does not exist: manifests are checked by the reconciler only",
                    settings.webhook().configuration());
            return;
        }
        boolean stale = found.getWebhooks().stream()
                .anyMatch(hook -> !caBundle.equals(hook.getClientConfig().getCaBundle()));
        if (stale) {
            resource.edit(configuration -> {
                configuration.getWebhooks().forEach(hook -> hook.getClientConfig()
                        .setCaBundle(caBundle));
                return configuration;
            });
            LOG.info(
                    "Webhook: authority written to ValidatingWebhookConfiguration {}",
                    found.getMetadata().getName());
        }
    }

    private List<String> hosts() {
        String service =
                settings.webhook().service() + "." + settings.operator().namespace() + ".svc";
        var hosts = new ArrayList<>(List.of(service, service + ".cluster.local"));
        settings.webhook().hosts().ifPresent(hosts::addAll);
        return hosts;
    }
}

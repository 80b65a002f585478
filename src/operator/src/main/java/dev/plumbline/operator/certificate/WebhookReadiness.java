package dev.plumbline.operator.certificate;

import dev.plumbline.operator.OperatorSettings;
import dev.plumbline.operator.OperatorSettings.Certificate.Mode;
import io.smallrye.common.annotation.Identifier;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Ready means: the API server can call the webhook here. Whether this replica leads does not matter. */
@Readiness
@ApplicationScoped
class WebhookReadiness implements HealthCheck {

    private final WebhookKeyStore keyStore;
    private final boolean needed;

    @Inject
    WebhookReadiness(@Identifier("webhook") WebhookKeyStore keyStore, OperatorSettings settings) {
        this.keyStore = keyStore;
        this.needed = settings.webhook().certificate().mode() != Mode.OFF;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("webhook certificate")
                .status(!needed || keyStore.isTrusted())
                .build();
    }
}

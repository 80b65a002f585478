package dev.plumbline.scorer.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ScorerResource;
import dev.plumbline.scorer.TestModels;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** In the whole process: who may score may not command, and who may command may not score. */
@QuarkusTest
@QuarkusTestResource(ScorerResource.class)
@QuarkusTestResource(value = OidcResource.class, restrictToAnnotatedClass = true)
class TwoDoorsTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    URL server;

    @TestHTTPResource(value = "/", management = true)
    URL management;

    private int predict(String token) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.toURI().resolve("/v1/models/fraud:predict"))
                .header("Authorization", "Bearer " + token)
                .POST(BodyPublishers.ofString("{\"instances\":[{\"amount\":60.72}]}"))
                .build();
        return CLIENT.send(request, BodyHandlers.ofString()).statusCode();
    }

    @Test
    void one_token_opens_one_door() throws Exception {
        Operator operator = new Operator(management);
        operator.roll(TestModels.ref("gbm-binomial-v1"));
        TokenIssuer issuer = OidcResource.issuer();
        String caller = issuer.token(Map.of());
        assertThat(predict(caller)).isEqualTo(200);
        assertThat(predict(ScorerResource.TOKEN)).as("the operator's token").isEqualTo(401);
        assertThat(predict(issuer.token(Map.of("aud", "another-service")))).isEqualTo(401);
        assertThat(predict(issuer.token(Map.of("scope", "plumbline.admin")))).isEqualTo(403);
        for (String token : List.of(caller, issuer.token(Map.of("scope", "plumbline.predict plumbline.admin")))) {
            for (String method : List.of("GET state", "PUT target", "POST commit", "DELETE target", "PUT weight")) {
                String[] parts = method.split(" ");
                assertThat(operator.call(parts[0], parts[1], parts[0].equals("GET") ? "" : "{}", token)
                                .statusCode())
                        .as("%s with the token of a caller", method)
                        .isEqualTo(401);
            }
        }
        assertThat(operator.call("GET", "state", "", ScorerResource.TOKEN).statusCode())
                .isEqualTo(200);
    }
}

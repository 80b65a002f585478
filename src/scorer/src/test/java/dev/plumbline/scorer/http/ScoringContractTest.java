package dev.plumbline.scorer.http;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.plumbline.scorer.Operator;
import dev.plumbline.scorer.ScorerResource;
import dev.plumbline.scorer.TestModels;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.net.URL;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The public HTTP contract, with a binomial GBM as the active model. */
@QuarkusTest
@QuarkusTestResource(ScorerResource.class)
class ScoringContractTest {

    private static final String ROW = "{\"amount\":60.72,\"age\":37,\"hour\":7,\"country\":\"IT\",\"channel\":\"web\","
            + "\"weekend\":\"true\",\"store\":\"7\"}";

    @TestHTTPResource(value = "/", management = true)
    URL management;

    @Inject
    PublicServer server;

    @BeforeEach
    void serve() {
        Operator operator = new Operator(management);
        String version = operator.state().at("/active/version").asText();
        if (!version.equals("gbm-binomial-v1")) {
            operator.roll(TestModels.ref("gbm-binomial-v1"));
        }
    }

    private static ValidatableResponse rows(String body) {
        return given().urlEncodingEnabled(false)
                .body(body)
                .post("/v1/models/fraud:predict")
                .then();
    }

    private static ValidatableResponse infer(String body) {
        return given().body(body).post("/v2/models/fraud/infer").then();
    }

    /** The settings of the process say so, and not only those of other tests. */
    @Test
    @EnabledOnOs(
            value = OS.LINUX,
            architectures = {"amd64", "aarch64"})
    void sockets_are_native() {
        assertThat(server.sockets()).isEqualTo("epoll");
    }

    @Test
    void answers_rows_with_the_columns_of_h2o() {
        rows("{\"instances\":[" + ROW + "]}")
                .statusCode(200)
                .header("Content-Type", containsString("application/json"))
                .header("Plumbline-Model-Version", "gbm-binomial-v1")
                .header(
                        "Plumbline-Model-Digest",
                        TestModels.digest("gbm-binomial-v1").toString())
                .header("Plumbline-Epoch", notNullValue())
                .body("model_name", equalTo("fraud"))
                .body("model_version", equalTo("gbm-binomial-v1"))
                .body("predictions", hasSize(1))
                .body("predictions[0].keySet()", hasItems("predict", "no", "yes"));
        rows("{\"instances\":[]}").statusCode(200).body("predictions", hasSize(0));
    }

    @Test
    void takes_the_colon_of_the_path_escaped_too() {
        given().urlEncodingEnabled(false)
                .body("{\"instances\":[]}")
                .post("/v1/models/fraud%3Apredict")
                .then()
                .statusCode(200);
    }

    @Test
    void treats_numbers_and_booleans_as_levels_where_the_column_has_levels() {
        String plain = rows("{\"instances\":[" + ROW + "]}")
                .extract()
                .path("predictions")
                .toString();
        String other = ROW.replace("\"7\"", "7").replace("\"true\"", "true").replace("37", "\"37\"");
        assertThat(rows("{\"instances\":[" + other + "]}")
                        .extract()
                        .path("predictions")
                        .toString())
                .isEqualTo(plain);
    }

    @Test
    void counts_what_the_model_does_not_know() {
        double unknown = metric("plumbline_scoring_unknown_levels_total");
        double extra = metric("plumbline_scoring_extra_columns_total");
        double missing = metric("plumbline_scoring_missing_columns_total");

        rows("{\"instances\":[{\"country\":\"ZZ\",\"amount\":null,\"colour\":{\"deep\":[1]}}]}")
                .statusCode(200);

        assertThat(metric("plumbline_scoring_unknown_levels_total") - unknown).isEqualTo(1);
        assertThat(metric("plumbline_scoring_extra_columns_total") - extra).isEqualTo(1);
        assertThat(metric("plumbline_scoring_missing_columns_total") - missing).isEqualTo(5);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {                                          | not valid JSON
                    []                                         | must be a JSON object
                    null                                       | must be a JSON object
                    {"rows":[]}                                | instances: missing
                    {"instances":{}}                           | instances: expected an array
                    {"instances":[1]}                          | instances[0]: expected an object
                    {"instances":[{"age":"old"}]}              | instances[0].age: expected a number or null
                    {"instances":[{"age":""}]}                 | instances[0].age: expected a number or null
                    {"instances":[{"age":true}]}               | instances[0].age: expected a number or null, found a boolean
                    {"instances":[{},{"age":[1]}]}             | instances[1].age: expected a number or null, found an array
                    {"instances":[{"country":{}}]}             | instances[0].country: expected text or null, found an object
                    {"instances":[{"age":NaN}]}                | not valid JSON
                    {"instances":[{"age":"Infinity"}]}         | instances[0].age: expected a number or null
                    {"instances":[{"age":1e400}]}              | instances[0].age: the number is too large
                    {"instances":[{"age":1,"age":2}]}          | instances[0].age: given twice
                    {"instances":[],"instances":[]}            | instances: given twice
                    {"instances":[]} {}                        | text after
                    {"instances":[{"x":[[[[[[[[[[[[[[[[[1]]]]]]]]]]]]]]]]]}]} | nested too deeply
                    """)
    void names_what_is_wrong_with_rows(String body, String message) {
        rows(body).statusCode(400).body("error", containsString(message)).body("size()", equalTo(1));
    }

    @Test
    void answers_tensors_by_column() {
        infer("""
                        {"id": "abc", "parameters": {"x": 1}, "inputs": [
                          {"name": "amount", "shape": [2], "datatype": "FP64", "data": [60.72, null]},
                          {"name": "age", "shape": [2, 1], "datatype": "INT32", "data": [[37], [50]]},
                          {"name": "weekend", "shape": [2], "datatype": "BOOL", "data": [true, false]},
                          {"name": "country", "shape": [2], "datatype": "BYTES", "data": ["IT", "ZZ"]},
                          {"name": "colour", "shape": [2], "datatype": "BYTES", "data": ["red", "blue"]}]}
                        """)
                .statusCode(200)
                .header("Plumbline-Model-Version", "gbm-binomial-v1")
                .body("id", equalTo("abc"))
                .body("model_version", equalTo("gbm-binomial-v1"))
                .body("parameters.digest", containsString("sha256:"))
                .body("outputs.name", equalTo(java.util.List.of("predict", "no", "yes")))
                .body("outputs.datatype", equalTo(java.util.List.of("BYTES", "FP64", "FP64")))
                .body("outputs[1].shape", equalTo(java.util.List.of(2)))
                .body("outputs[1].data", hasSize(2));
        infer("{\"inputs\":[{\"name\":\"age\",\"shape\":[1],\"datatype\":\"FP32\",\"data\":[37]}],"
                        + "\"outputs\":[{\"name\":\"yes\"}]}")
                .statusCode(200)
                .body("outputs", hasSize(1))
                .body("outputs[0].name", equalTo("yes"));
    }

    @Test
    void answers_one_tensor_with_all_columns_as_it_answers_rows() {
        Object expected = rows("{\"instances\":[" + ROW + "]}").extract().path("predictions[0].yes");
        infer("{\"inputs\":[{\"name\":\"all\",\"shape\":[1,7],\"datatype\":\"BYTES\","
                        + "\"data\":[[\"60.72\",\"37\",\"7\",\"IT\",\"web\",\"true\",\"7\"]]}]}")
                .statusCode(200)
                .body("outputs[2].data[0]", equalTo(expected));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {}                                                                                  | inputs: missing
                    {"inputs":[]}                                                                       | inputs: missing
                    {"inputs":[1]}                                                                      | inputs[0]: expected an object
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64"}]}                           | inputs[0]: needs name
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP99","data":[1]}]}                | inputs[0].datatype
                    {"inputs":[{"name":"age","shape":[2],"datatype":"FP64","data":[1]}]}                | inputs[0].data: has 1 elements
                    {"inputs":[{"name":"age","shape":[-1],"datatype":"FP64","data":[1]}]}               | inputs[0].shape
                    {"inputs":[{"name":"age","shape":[1,1,1],"datatype":"FP64","data":[1]}]}            | inputs[0].shape
                    {"inputs":[{"name":"age","shape":[2147483647,2147483647],"datatype":"FP64","data":[1]}]} | inputs[0].shape
                    {"inputs":[{"name":"age","shape":[1],"datatype":"INT8","data":[1.5]}]}              | inputs[0].data[0]
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":["1"]}]}              | inputs[0].data[0]
                    {"inputs":[{"name":"age","shape":[1],"datatype":"BYTES","data":["old"]}]}           | inputs[0].data[0]: expected a number
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[{}]}]}               | inputs[0].data[0]: expected a single value
                    {"inputs":[{"name":"colour","shape":[1],"datatype":"BYTES","data":["red"]}]}        | no tensor has the name
                    {"inputs":[{"name":"all","shape":[1,3],"datatype":"FP64","data":[1,2,3]}]}          | inputs[0].shape: has 3 columns, the model has 7
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]},{"name":"hour","shape":[2],"datatype":"FP64","data":[1,2]}]} | inputs[1].shape
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]},{"name":"age","shape":[1],"datatype":"FP64","data":[1]}]} | inputs[1].name: given twice
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"outputs":[{"name":"x"}]} | outputs[0].name
                    {"inputs":[{"name":"age","shape":[1],"datatype":"FP64","data":[1]}],"id":3}         | id: expected text
                    """)
    void names_what_is_wrong_with_tensors(String body, String message) {
        infer(body).statusCode(400).body("error", containsString(message));
    }

    @Test
    void bounds_the_size_of_a_request() {
        String many = "{\"instances\":[" + "{},".repeat(10_000) + "{}]}";
        rows(many).statusCode(400).body("error", containsString("more than 10000 rows"));
        given().urlEncodingEnabled(false)
                .body(" ".repeat((10 << 20) + 1))
                .post("/v1/models/fraud:predict")
                .then()
                .statusCode(413)
                .body("error", notNullValue());
    }

    @Test
    void describes_the_model() {
        when().get("/v2/models/fraud")
                .then()
                .statusCode(200)
                .body("name", equalTo("fraud"))
                .body("versions", equalTo(java.util.List.of("gbm-binomial-v1")))
                .body("platform", equalTo("h2o_mojo"))
                .body("inputs.name", hasItems("amount", "country"))
                .body("inputs.find { it.name == 'country' }.datatype", equalTo("BYTES"))
                .body("inputs.find { it.name == 'amount' }.datatype", equalTo("FP64"))
                .body("outputs.name", equalTo(java.util.List.of("predict", "no", "yes")));
        when().get("/v2/models/fraud/versions/gbm-binomial-v1").then().statusCode(200);
        when().get("/v2/models/fraud/ready").then().statusCode(200).body("ready", equalTo(true));
        when().get("/v1/models/fraud").then().statusCode(200).body("ready", equalTo(true));
        when().get("/v2").then().statusCode(200).body("name", equalTo("plumbline-scorer"));
        when().get("/v2/health/live").then().statusCode(200).body("live", equalTo(true));
        when().get("/v2/health/ready").then().statusCode(200).body("ready", equalTo(true));
    }

    @Test
    void knows_one_model_only_and_says_so_in_one_form() {
        given().body("{\"instances\":[]}")
                .post("/v1/models/other:predict")
                .then()
                .statusCode(404)
                .body("error", notNullValue());
        given().body("{}")
                .post("/v2/models/fraud/versions/v0/infer")
                .then()
                .statusCode(404)
                .body("error", notNullValue());
        when().get("/v2/models/other").then().statusCode(404).body("error", notNullValue());
        when().get("/v2/models/fraud/versions/v0/ready").then().statusCode(404);
        when().get("/nothing/here").then().statusCode(404).body("error", notNullValue());
        when().get("/v2/models/fraud/infer").then().statusCode(405).body("error", notNullValue());
    }

    @Test
    void shows_neither_metrics_nor_the_admin_api_on_the_public_port() {
        when().get("/q/metrics").then().statusCode(404);
        when().get("/q/health").then().statusCode(404);
        when().get("/admin/v1/state").then().statusCode(404);
        when().get("/q/openapi?format=json")
                .then()
                .statusCode(200)
                .body("paths.'/v2/models/{name}/infer'.post", notNullValue())
                .body("paths.'/v1/models/{name}:predict'.post", notNullValue())
                .body("paths.'/admin/v1/state'", nullValue());
    }

    @Test
    void never_shows_a_class_name() {
        for (String body :
                new String[] {"{", "{\"instances\":[{\"age\":\"x\"}]}", "\u0000", "{\"instances\":[{\"\\ud800\":1}]}"
                }) {
            rows(body).body(not(containsString("Exception"))).body(not(containsString("java.")));
        }
    }

    private double metric(String name) {
        return given().baseUri("http://" + management.getHost())
                .port(management.getPort())
                .get("/q/metrics")
                .asString()
                .lines()
                .filter(line -> line.startsWith(name + "{") && line.contains("gbm-binomial-v1"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}

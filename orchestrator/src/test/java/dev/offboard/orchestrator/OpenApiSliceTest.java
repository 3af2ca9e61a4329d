package dev.offboard.orchestrator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

class OpenApiSliceTest extends OrchestratorSlice {
  @Test
  void the_api_document_says_what_the_code_does() {
    MvcTestResult generated = get("/v3/api-docs");
    assertThat(generated).hasStatus(200);
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    Golden.assertMatches(
        Path.of("src/main/resources/static/openapi.json"),
        mapper.writeValueAsString(mapper.treeToValue(bodyOf(generated), Object.class)) + "\n");
  }

  @Test
  void the_document_and_health_need_no_token_and_the_rest_does() {
    assertThat(http.get().uri("/openapi.json")).hasStatus(200);
    assertThat(http.get().uri("/actuator/health")).hasStatus(200);
    assertThat(http.get().uri("/actuator/prometheus")).hasStatus(401);
  }
}

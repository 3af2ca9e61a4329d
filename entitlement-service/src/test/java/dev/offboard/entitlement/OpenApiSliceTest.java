package dev.offboard.entitlement;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@EntitlementSlice
class OpenApiSliceTest {
  @Autowired Tenants tenants;

  @Test
  void the_served_api_document_says_what_the_code_does() {
    MvcTestResult generated = tenants.get("/v3/api-docs");
    assertThat(generated).hasStatus(200);

    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    Object tree = mapper.readValue(Tenants.text(generated), Object.class);

    Golden.assertMatches(
        Path.of("src/main/resources/static/openapi.json"), mapper.writeValueAsString(tree) + "\n");
  }
}

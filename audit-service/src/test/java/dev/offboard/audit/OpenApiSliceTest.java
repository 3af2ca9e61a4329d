package dev.offboard.audit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import dev.offboard.messaging.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@AuditSlice
class OpenApiSliceTest {
  @Autowired MockMvcTester mvc;

  @Test
  void the_published_document_says_what_the_code_does() throws Exception {
    MvcTestResult document =
        mvc.get()
            .uri("/v3/api-docs")
            .header("Authorization", "Bearer " + EmbeddedDatabase.TOKEN)
            .exchange();
    assertThat(document).hasStatusOk();
    JsonMapper sorted =
        JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(SerializationFeature.INDENT_OUTPUT)
            .build();

    Golden.assertMatches(
        Path.of("src/main/resources/static/openapi.json"),
        sorted.writeValueAsString(
                sorted.readValue(document.getResponse().getContentAsString(), Object.class))
            + "\n");
  }

  @Test
  void it_is_served_without_a_token() {
    assertThat(mvc.get().uri("/openapi.json")).hasStatusOk();
  }
}

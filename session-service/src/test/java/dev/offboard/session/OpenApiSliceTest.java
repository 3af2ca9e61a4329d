package dev.offboard.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;

import dev.offboard.messaging.testkit.Golden;
import dev.offboard.session.SessionApi.Answer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@SessionSlice
class OpenApiSliceTest {
  @Autowired SessionApi api;

  @Test
  void the_served_api_document_says_what_the_code_does() {
    Answer generated = api.call(get("/v3/api-docs"));
    assertThat(generated.status()).isEqualTo(200);

    JsonMapper sorted =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();
    Object tree = sorted.treeToValue(generated.json(), Object.class);

    Golden.assertMatches(
        Path.of("src/main/resources/static/openapi.json"), sorted.writeValueAsString(tree) + "\n");
  }
}

package dev.offboard.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.offboard.identity.Company.Answer;
import dev.offboard.messaging.testkit.Golden;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import org.springframework.test.web.servlet.result.MockMvcResultMatchers;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

@IdentitySlice
class OpenApiSliceTest {
  @Autowired Company company;
  @Autowired MockMvc mvc;

  @Test
  void the_api_document_says_what_the_code_does() {
    Answer generated = company.get("/v3/api-docs");
    assertThat(generated.status()).isEqualTo(200);
    JsonMapper mapper =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    Golden.assertMatches(
        Path.of("src/main/resources/static/openapi.json"),
        mapper.writeValueAsString(mapper.treeToValue(generated.body(), Object.class)) + "\n");
  }

  @Test
  void the_document_and_health_need_no_token_and_the_rest_does() throws Exception {
    mvc.perform(MockMvcRequestBuilders.get("/openapi.json"))
        .andExpect(MockMvcResultMatchers.status().isOk());
    mvc.perform(MockMvcRequestBuilders.get("/actuator/health"))
        .andExpect(MockMvcResultMatchers.status().isOk());
    mvc.perform(MockMvcRequestBuilders.get(Company.userPath("any", "u1")))
        .andExpect(MockMvcResultMatchers.status().isUnauthorized());
    mvc.perform(MockMvcRequestBuilders.get("/actuator/prometheus"))
        .andExpect(MockMvcResultMatchers.status().isUnauthorized());
  }
}

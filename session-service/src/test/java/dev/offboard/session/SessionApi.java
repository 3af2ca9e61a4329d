package dev.offboard.session;

import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.AbstractMockHttpServletRequestBuilder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The service as its callers see it, in the words of the tests.
public final class SessionApi {
  private final MockMvc mvc;
  private final JsonMapper mapper;

  SessionApi(MockMvc mvc, JsonMapper mapper) {
    this.mvc = mvc;
    this.mapper = mapper;
  }

  public Opened opened(String tenant, String user) {
    return opened(tenant, user, "{}");
  }

  public Opened opened(String tenant, String user, String body) {
    Answer answer = open(tenant, user, body);
    if (answer.status() != 201) {
      throw new AssertionError("expected 201 but got " + answer);
    }
    return new Opened(
        answer.text("sessionId"), answer.text("accessToken"), answer.text("refreshToken"));
  }

  public Answer open(String tenant, String user, String body) {
    return call(
        post("/api/tenants/{t}/users/{u}/sessions", tenant, user)
            .contentType(MediaType.APPLICATION_JSON)
            .content(body));
  }

  public Answer list(String tenant, String user) {
    return call(get("/api/tenants/{t}/users/{u}/sessions", tenant, user));
  }

  public Answer introspect(String token) {
    return form("/oauth2/introspect", "token", token);
  }

  public boolean isActive(String token) {
    return introspect(token).json().get("active").asBoolean();
  }

  public Answer revoke(String token) {
    return form("/oauth2/revoke", "token", token);
  }

  public Answer refresh(String refreshToken) {
    return form("/oauth2/token", "grant_type", "refresh_token", "refresh_token", refreshToken);
  }

  /// Posts names and values in turn, form-encoded.
  public Answer form(String path, String... namesAndValues) {
    var request = post(path).contentType(MediaType.APPLICATION_FORM_URLENCODED);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      request.param(namesAndValues[i], namesAndValues[i + 1]);
    }
    return call(request);
  }

  public Answer call(AbstractMockHttpServletRequestBuilder<?> request) {
    return send(request.header(HttpHeaders.AUTHORIZATION, "Bearer " + EmbeddedDatabase.TOKEN));
  }

  /// Without the installation's token.
  public Answer send(AbstractMockHttpServletRequestBuilder<?> request) {
    try {
      MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
      String body = response.getContentAsString(StandardCharsets.UTF_8);
      return new Answer(
          response.getStatus(), response, body.isEmpty() ? null : mapper.readTree(body));
    } catch (Exception e) {
      throw new AssertionError("the service threw instead of answering", e);
    }
  }

  public record Opened(String sessionId, String accessToken, String refreshToken) {}

  public record Answer(int status, MockHttpServletResponse response, JsonNode json) {
    public String text(String field) {
      JsonNode value = json == null ? null : json.get(field);
      return value == null ? null : value.asString();
    }

    public String header(String name) {
      return response.getHeader(name);
    }

    @Override
    public String toString() {
      return status + " " + json;
    }
  }
}

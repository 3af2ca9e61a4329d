package dev.offboard.identity;

import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.core.env.Environment;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.request.MockMvcRequestBuilders;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Speaks to the service as a caller with the token does, and looks into its database as its owner
/// does.
@TestComponent
public class Company implements DisposableBean {
  public static final String PASSWORD = "correct horse battery";

  private final MockMvc mvc;
  private final JsonMapper mapper;
  private final SingleConnectionDataSource ownersConnection;

  Company(MockMvc mvc, JsonMapper mapper, Environment environment) {
    this.mvc = mvc;
    this.mapper = mapper;
    this.ownersConnection =
        new SingleConnectionDataSource(
            environment.getRequiredProperty("spring.datasource.url"),
            environment.getRequiredProperty("spring.flyway.user"),
            environment.getRequiredProperty("spring.flyway.password"),
            true);
  }

  public void hasTenant(String tenantId) {
    put("/api/tenants/" + tenantId, "{\"name\":\"The company\"}");
  }

  /// An active employee with a password, named after the id.
  public void hasUser(String tenantId, String userId) {
    hasTenant(tenantId);
    putUser(tenantId, userId, "");
  }

  public void hasProtectedUser(String tenantId, String userId) {
    hasTenant(tenantId);
    putUser(tenantId, userId, ",\"protected\":true");
  }

  public Answer putUser(String tenantId, String userId, String moreFields) {
    return put(
        userPath(tenantId, userId),
        """
        {"userName":"%1$s@example.com","kind":"employee","displayName":"Jane %1$s","mail":"%1$s@example.com",
         "externalId":"hr-%1$s","password":"%2$s"%3$s}
        """
            .formatted(userId, PASSWORD, moreFields));
  }

  public Answer getUser(String tenantId, String userId) {
    return get(userPath(tenantId, userId));
  }

  public Answer signIn(String tenantId, String userId) {
    return signIn(tenantId, userId + "@example.com", PASSWORD);
  }

  public Answer signIn(String tenantId, String userName, String password) {
    return post(
        "/api/tenants/" + tenantId + "/sign-ins",
        mapper.writeValueAsString(java.util.Map.of("userName", userName, "password", password)));
  }

  /// A new API key of the user.
  public String key(String tenantId, String userId) {
    Answer answer = postKey(tenantId, userId);
    if (answer.status() != 201) {
      throw new AssertionError("expected a key, got " + answer);
    }
    return answer.text("key");
  }

  public Answer postKey(String tenantId, String userId) {
    return post(userPath(tenantId, userId) + "/api-keys", "{\"label\":\"Jane's laptop\"}");
  }

  public boolean isActive(String key) {
    return post("/api/api-keys/introspect", "{\"key\":\"" + key + "\"}")
        .body()
        .get("active")
        .asBoolean();
  }

  /// A client that may act in the user's name.
  public Answer postGrant(String tenantId, String userId, String clientId) {
    return post(
        userPath(tenantId, userId) + "/oauth-grants",
        "{\"clientId\":\"%s\",\"scopes\":[\"mail.read\",\"openid\"]}".formatted(clientId));
  }

  public boolean mayActFor(String clientId, String tenantId, String userId) {
    return post(
            "/api/oauth-grants/introspect",
            "{\"tenantId\":\"%s\",\"userId\":\"%s\",\"clientId\":\"%s\"}"
                .formatted(tenantId, userId, clientId))
        .body()
        .get("active")
        .asBoolean();
  }

  public Answer get(String path) {
    return exchange(HttpMethod.GET, path, null);
  }

  public Answer put(String path, String json) {
    return exchange(HttpMethod.PUT, path, json);
  }

  public Answer post(String path, String json) {
    return exchange(HttpMethod.POST, path, json);
  }

  /// The database with the rights of its owner.
  public JdbcClient owner() {
    return JdbcClient.create(ownersConnection);
  }

  @Override
  public void destroy() {
    ownersConnection.destroy();
  }

  public static String userPath(String tenantId, String userId) {
    return "/api/tenants/" + tenantId + "/users/" + userId;
  }

  public Answer exchange(String method, String path, @Nullable String json) {
    return exchange(HttpMethod.valueOf(method), path, json);
  }

  private Answer exchange(HttpMethod method, String path, @Nullable String json) {
    MockHttpServletRequestBuilder request =
        MockMvcRequestBuilders.request(method, java.net.URI.create(path))
            .header(HttpHeaders.AUTHORIZATION, "Bearer " + EmbeddedDatabase.TOKEN);
    if (json != null) {
      request.contentType(MediaType.APPLICATION_JSON).content(json);
    }
    try {
      MockHttpServletResponse response = mvc.perform(request).andReturn().getResponse();
      String text = response.getContentAsString(java.nio.charset.StandardCharsets.UTF_8);
      return new Answer(
          response.getStatus(),
          mapper.readTree(text.isEmpty() ? "null" : text),
          Objects.requireNonNullElse(response.getContentType(), ""));
    } catch (Exception e) {
      throw new AssertionError(method + " " + path + " failed", e);
    }
  }

  public record Answer(int status, JsonNode body, String contentType) {
    public String text(String member) {
      JsonNode value = body.get(member);
      return value == null ? "" : value.asString();
    }

    public String code() {
      return text("code");
    }
  }
}

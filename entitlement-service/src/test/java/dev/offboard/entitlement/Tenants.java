package dev.offboard.entitlement;

import dev.offboard.contracts.UserRef;
import dev.offboard.messaging.testkit.EmbeddedDatabase;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.boot.test.context.TestComponent;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/// Tenants of one test each, spoken to over HTTP.
@TestComponent
public final class Tenants {
  private final MockMvcTester mvc;
  private final JdbcClient jdbc;

  Tenants(MockMvcTester mvc, JdbcClient jdbc) {
    this.mvc = mvc;
    this.jdbc = jdbc;
  }

  public Tenant fresh() {
    return new Tenant("t-" + UUID.randomUUID());
  }

  public MvcTestResult get(String path) {
    return mvc.get().uri(path).header("Authorization", bearer()).exchange();
  }

  public MvcTestResult send(HttpMethod method, String path, String json) {
    return sendAs(EmbeddedDatabase.TOKEN, method, path, json);
  }

  public MvcTestResult sendAs(String token, HttpMethod method, String path, String json) {
    return mvc.method(method)
        .uri(path)
        .header("Authorization", "Bearer " + token)
        .contentType(MediaType.APPLICATION_JSON)
        .content(json)
        .exchange();
  }

  private static String bearer() {
    return "Bearer " + EmbeddedDatabase.TOKEN;
  }

  /// One tenant and what a test says to it.
  public final class Tenant {
    private final String id;

    private Tenant(String id) {
      this.id = id;
    }

    public String id() {
      return id;
    }

    public String path(String below) {
      return "/api/tenants/" + id + below;
    }

    public MvcTestResult putApplication(String application, String json) {
      return send(HttpMethod.PUT, path("/applications/" + application), json);
    }

    public Tenant withApplication(String application, String... roles) {
      String json =
          Arrays.stream(roles).collect(Collectors.joining("\",\"", "{\"roles\":[\"", "\"]}"));
      expect(putApplication(application, roles.length == 0 ? "{\"roles\":[]}" : json));
      return this;
    }

    public MvcTestResult grant(String user, String application, String role) {
      return send(
          HttpMethod.PUT, path("/users/" + user + "/grants/" + application + "/" + role), "");
    }

    public MvcTestResult connect(String application, String json) {
      return send(HttpMethod.PUT, path("/applications/" + application + "/connection"), json);
    }

    /// An application with the role `user` and a connection.
    public Tenant withConnected(String application, String json) {
      withApplication(application, "user");
      expect(connect(application, json));
      return this;
    }

    public Tenant withScim(String application, String target) {
      return withConnected(application, scim(target));
    }

    public Tenant withWebhook(String application, String target) {
      return withConnected(application, webhook(target));
    }

    public Tenant withGrant(String user, String application, String role) {
      expect(grant(user, application, role));
      return this;
    }

    public MvcTestResult revoke(String user, String application, String role) {
      return send(
          HttpMethod.DELETE, path("/users/" + user + "/grants/" + application + "/" + role), "");
    }

    /// Each as `application/role@epoch`, from the table itself.
    public List<String> grantsOf(String user) {
      return jdbc.sql(
              """
              SELECT application_id || '/' || role || '@' || epoch FROM role_grant
              WHERE tenant_id = ? AND user_id = ? ORDER BY 1
              """)
          .params(id, user)
          .query(String.class)
          .list();
    }

    public long snapshotsOf(String user) {
      return jdbc.sql("SELECT count(*) FROM snapshot WHERE tenant_id = ? AND user_id = ?")
          .params(id, user)
          .query(Long.class)
          .single();
    }

    /// Behind the service's back, as by a restored backup or an old path.
    public void plant(String user, String application, String role) {
      jdbc.sql(
              "INSERT INTO role_grant (tenant_id, user_id, application_id, role) VALUES (?, ?, ?,"
                  + " ?)")
          .params(id, user, application, role)
          .update();
    }

    public String whyOf(String user, String application, String role) {
      MvcTestResult result =
          send(
              HttpMethod.POST,
              "/api/decisions",
              """
              {"tenantId":"%s","userId":"%s","applicationId":"%s","role":"%s"}
              """
                  .formatted(id, user, application, role));
      expect(result);
      return text(result).replaceAll(".*\"why\":\"([^\"]*)\".*", "$1");
    }

    /// So that nobody calls an address which belongs to the next test.
    public void endTasks() {
      jdbc.sql("UPDATE task SET state = 'superseded' WHERE tenant_id = ? AND state <> 'done'")
          .param(id)
          .update();
    }

    public UserRef user(String user) {
      return UserRef.of(id, user);
    }

    private static void expect(MvcTestResult result) {
      if (result.getResponse().getStatus() / 100 != 2) {
        throw new AssertionError(result.getResponse().getStatus() + " " + text(result));
      }
    }
  }

  public static String scim(String target) {
    return """
    {"method":"scim","owner":"crm-team","target":"%s","secret":"bearer-of-the-tests"}
    """
        .formatted(target);
  }

  /// The key is `SIGNING_KEY`.
  public static String webhook(String target) {
    return """
    {"method":"webhook","owner":"hr-team","target":"%s","secret":"%s"}
    """
        .formatted(target, SIGNING_KEY);
  }

  public static final String SIGNING_KEY = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

  public static String text(MvcTestResult result) {
    try {
      return result.getResponse().getContentAsString();
    } catch (java.io.UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }
}

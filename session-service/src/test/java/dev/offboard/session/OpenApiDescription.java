package dev.offboard.session;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.RequestBody;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// What the code can't say of the API: summaries, forms, errors, the token. An operation that isn't
/// described here fails the test of the document.
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDescription {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
  private static final String PROBLEM = "Problem";
  private static final String OAUTH_ERROR = "OAuthError";
  private static final String HINT = "token_type_hint";

  /// What any request may be answered with.
  private static final Map<String, String> COMMON =
      Map.of(
          "401", "the installation's token is missing or wrong",
          "503", "the database is away: try again after `Retry-After` seconds");

  private static final Map<String, Described> OPERATIONS =
      Map.of(
          "openSession",
          json(
              "Open a session for a user who has signed in. The tokens are shown this once. An"
                  + " `epoch` is the one of the user that the sign-in was checked against.",
              Map.of(
                  "201", "the session and its tokens",
                  "400", "a value is bad: `field` names it; nothing was done",
                  "409",
                      "`user-deprovisioned`, `user-erased` or `stale-epoch`: no session was opened",
                  "413", "the body is too large",
                  "415", "the body is no JSON")),
          "listSessions",
          json(
              "The newest 200 sessions of a user, ended ones too. `lastSeenAt` is when it was"
                  + " opened or last refreshed.",
              Map.of("200", "the sessions, newest first", "400", "an id is none")),
          "introspect",
          form(
              "Token introspection (RFC 7662). Reads the primary state: from the commit of a"
                  + " deprovisioning on, the answer is no. Accept a token only if `token_use` is"
                  + " `access_token`.",
              Map.of(
                  "200",
                  "`{\"active\": false}` and nothing else for whatever is unknown, expired, used or"
                      + " revoked"),
              List.of("token"),
              List.of(HINT)),
          "revoke",
          form(
              "Token revocation (RFC 7009). A refresh token ends its session with all tokens of it;"
                  + " an access token ends alone.",
              Map.of("200", "the token is good for nothing, also if nobody knew it"),
              List.of("token"),
              List.of(HINT)),
          "token",
          form(
              "Refresh (RFC 6749 section 6). A refresh token is exchanged once; presented again it"
                  + " ends the session (RFC 9700 section 4.14.2). Errors: `invalid_request`,"
                  + " `invalid_grant`, `invalid_scope`, `unsupported_grant_type` (RFC 6749 section"
                  + " 5.2).",
              Map.of("200", "a new pair of tokens"),
              List.of("grant_type", "refresh_token"),
              List.of("client_id")));

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(TenantId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(UserId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(Epoch.class, new IntegerSchema().minimum(BigDecimal.ONE));
  }

  @Bean
  OpenApiCustomizer description() {
    return api -> {
      api.setInfo(
          new Info()
              .title("session-service")
              .version("1")
              .description(
                  "Sessions with opaque tokens. Access tokens live 10 minutes, refresh tokens 30"
                      + " days. Errors are problem+json (RFC 9457) with a stable `code`; under"
                      + " /oauth2 a bad request is answered as in RFC 6749 section 5.2."));
      api.setServers(null);
      Components components = api.getComponents();
      components.addSecuritySchemes(
          "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      components.addSchemas(PROBLEM, problem());
      components.addSchemas(OAUTH_ERROR, oauthError());
      api.addSecurityItem(new SecurityRequirement().addList("token"));
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(OpenApiDescription::describe));
    };
  }

  private static void describe(Operation operation) {
    Described described = OPERATIONS.get(operation.getOperationId());
    if (described == null) {
      throw new AssertionError(operation.getOperationId() + " is not described");
    }
    operation.setTags(null);
    operation.setSummary(described.summary());
    if (!described.required().isEmpty()) {
      operation.setRequestBody(formOf(described));
    }
    Content success = asJson(operation.getResponses().values().iterator().next().getContent());
    Map<String, String> answers = new TreeMap<>(COMMON);
    answers.putAll(described.responses());
    ApiResponses responses = new ApiResponses();
    answers.forEach(
        (status, text) ->
            responses.addApiResponse(
                status,
                new ApiResponse()
                    .description(text)
                    .content(status.startsWith("2") ? success : errorContent(status, described))));
    operation.setResponses(responses);
  }

  private static RequestBody formOf(Described described) {
    Schema<?> fields = new ObjectSchema();
    described.required().forEach(name -> fields.addProperty(name, new StringSchema()));
    described.optional().forEach(name -> fields.addProperty(name, new StringSchema()));
    fields.setRequired(described.required());
    return new RequestBody()
        .required(true)
        .content(
            new Content()
                .addMediaType("application/x-www-form-urlencoded", new MediaType().schema(fields)));
  }

  private static Schema<?> problem() {
    return new ObjectSchema()
        .addProperty("type", new StringSchema().format("uri"))
        .addProperty("title", new StringSchema())
        .addProperty("status", new IntegerSchema())
        .addProperty("detail", new StringSchema())
        .addProperty("instance", new StringSchema())
        .addProperty("code", new StringSchema())
        .addProperty("field", new StringSchema());
  }

  private static Schema<?> oauthError() {
    return new ObjectSchema()
        .addProperty(
            "error",
            new StringSchema()
                ._enum(
                    List.of(
                        "invalid_request",
                        "invalid_grant",
                        "invalid_scope",
                        "unsupported_grant_type")))
        .addProperty("error_description", new StringSchema());
  }

  private static Content asJson(Content content) {
    return content == null
        ? null
        : new Content().addMediaType("application/json", content.values().iterator().next());
  }

  private static Content errorContent(String status, Described described) {
    boolean oauth = status.equals("400") && !described.required().isEmpty();
    return new Content()
        .addMediaType(
            oauth ? "application/json" : "application/problem+json",
            new MediaType()
                .schema(
                    new Schema<>()
                        .$ref("#/components/schemas/" + (oauth ? OAUTH_ERROR : PROBLEM))));
  }

  private static Described json(String summary, Map<String, String> responses) {
    return new Described(summary, responses, List.of(), List.of());
  }

  private static Described form(
      String summary, Map<String, String> responses, List<String> required, List<String> optional) {
    Map<String, String> all = new TreeMap<>(responses);
    all.put("400", "the request is bad; nothing was done");
    all.put("413", "the form is too large");
    return new Described(summary, all, required, optional);
  }

  private record Described(
      String summary,
      Map<String, String> responses,
      List<String> required,
      List<String> optional) {}
}

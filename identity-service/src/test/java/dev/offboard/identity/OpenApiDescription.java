package dev.offboard.identity;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.identity.account.Password;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/// What the code can't say of the API: summaries, errors, the token. An operation that isn't
/// described here fails the test of the document.
@TestConfiguration(proxyBeanMethods = false)
class OpenApiDescription {
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,127}";
  private static final String USER_404 = "`tenant-unknown` or `user-unknown`";
  private static final String LEFT_409 =
      "`user-deprovisioned` (an offboarding is under way or has ended) or `user-erased`: nothing"
          + " was done";

  /// What any request may be answered with.
  private static final Map<String, String> COMMON =
      Map.of(
          "400", "a value is bad: `field` names it",
          "401", "the token is missing or wrong",
          "503", "the database is away: try again after `Retry-After` seconds");

  private static final Map<String, String> WITH_BODY =
      Map.of("413", "the body is too large", "415", "the body is no JSON");

  private static final Map<String, Described> OPERATIONS =
      Map.of(
          "putTenant",
          new Described(
              "Make or rename a tenant. The same again changes nothing.",
              Map.of("201", "made", "200", "renamed or unchanged")),
          "getTenantSize",
          new Described(
              "How many users of a tenant may sign in. Counted when asked.",
              Map.of("200", "the number", "404", "`tenant-unknown`")),
          "getUser",
          new Described(
              "A user. Of an erased one only ids, kind, status and epoch are left.",
              Map.of("200", "the user", "404", USER_404)),
          "putUser",
          new Described(
              "Make or replace a user. The same again changes nothing. Absent `password`,"
                  + " `protected` and `administrator` stay as they are, any other absent field is"
                  + " cleared. `userName` is unique in the tenant whatever the case (RFC 7643"
                  + " section 4.1.1).",
              Map.of(
                  "201", "made",
                  "200", "replaced or unchanged",
                  "404", "`tenant-unknown`",
                  "409", "`user-name-taken`, " + LEFT_409)),
          "putUsers",
          new Described(
              "Make or replace up to 500 users in one transaction. A bad one is rejected and keeps"
                  + " no other back. Every password costs its hash; a user without one can't sign"
                  + " in.",
              Map.of("200", "one result per user, in their order", "404", "`tenant-unknown`")),
          "lookUpUsers",
          new Described(
              "Status and epoch of up to 500 users, whatever their tenants. Reads only.",
              Map.of("200", "one result per user, in their order")),
          "signIn",
          new Described(
              "Check a user name and a password. One answer, after the same work, for an unknown"
                  + " user, a wrong password, none, and a user who was offboarded.",
              Map.of(
                  "200", "who it is, and under which epoch",
                  "401", "`sign-in-refused`; or the token is missing or wrong: `unauthorized`",
                  "404", "`tenant-unknown`",
                  "503",
                      "`database-away` or `hashing-busy`: try again after `Retry-After` seconds")),
          "createApiKey",
          new Described(
              "Make an API key of a user. It is shown this once; only its hash is kept.",
              Map.of("201", "the key", "404", USER_404, "409", LEFT_409)),
          "listApiKeys",
          new Described(
              "The API keys of a user, revoked ones too, without the keys themselves.",
              Map.of("200", "the keys, oldest first", "404", USER_404)),
          "introspectApiKey",
          new Described(
              "Whose live API key is this? As in RFC 7662 section 2.2, anything that is no live key"
                  + " is not active, and nothing else is told of it.",
              Map.of("200", "the answer")));

  private static final Map<String, Described> OF_SEARCHES =
      Map.of(
          "searchUsers",
          new Described(
              "Users by the beginnings of words of their name, mail address or id, in any case and"
                  + " order: `lov ada` finds Ada Lovelace. `limit`: 1 to 100. Erased users are"
                  + " found by their ids.",
              Map.of("200", "the users, an exact id first", "404", "`tenant-unknown`")),
          "searchUsersOfAllTenants",
          new Described(
              "The same in all tenants at once.", Map.of("200", "the users, an exact id first")),
          "resolveUsers",
          new Described(
              "Who is meant by each of up to 500 user names or mail addresses. Reads only.",
              Map.of("200", "one result per name, in their order, with at most two ids")),
          "listActiveUsers",
          new Described(
              "Ids of the users who may sign in, in order, after `after`. `limit`: 1 to 1000.",
              Map.of("200", "the ids", "404", "`tenant-unknown`")));

  private static final Map<String, Described> OF_OAUTH_GRANTS =
      Map.of(
          "putOAuthGrant",
          new Described(
              "A user lets an OAuth client act in their name (RFC 6749). One live grant for each"
                  + " client: the same client again has these scopes instead.",
              Map.of("201", "the grant", "404", USER_404, "409", LEFT_409)),
          "listOAuthGrants",
          new Described(
              "The OAuth grants of a user, revoked ones too.",
              Map.of("200", "the grants, oldest first", "404", USER_404)),
          "revokeOAuthGrant",
          new Described(
              "Revoke an OAuth grant for good. Again changes nothing.",
              Map.of("204", "revoked", "404", USER_404 + ", `grant-unknown`")),
          "introspectOAuthGrant",
          new Described(
              "May the client still act for the user? To be asked by an authorization server before"
                  + " it refreshes a token. Anything that is no live grant is not active, and"
                  + " nothing else is told.",
              Map.of("200", "the answer")));

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(TenantId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(UserId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(Password.class, new StringSchema().format("password"))
        .replaceWithSchema(Epoch.class, new IntegerSchema().minimum(BigDecimal.ONE));
  }

  @Bean
  OpenApiCustomizer description() {
    return api -> {
      api.setInfo(
          new Info()
              .title("identity-service")
              .version("1")
              .description(
                  "Tenants, users, passwords, API keys and OAuth grants. Errors are problem+json"
                      + " (RFC 9457) with a stable `code`."));
      api.setServers(null);
      api.getComponents()
          .addSecuritySchemes(
              "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
          .addSchemas("Problem", problem());
      api.addSecurityItem(new SecurityRequirement().addList("token"));
      describeShapes(api);
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(OpenApiDescription::describe));
    };
  }

  private static void describe(Operation operation) {
    Described described =
        OPERATIONS.getOrDefault(
            operation.getOperationId(),
            OF_OAUTH_GRANTS.getOrDefault(
                operation.getOperationId(), OF_SEARCHES.get(operation.getOperationId())));
    if (described == null) {
      throw new AssertionError(operation.getOperationId() + " is not described");
    }
    operation.setTags(null);
    operation.setSummary(described.summary());
    Content success = asJson(operation.getResponses().values().iterator().next().getContent());
    Map<String, String> answers = new TreeMap<>(COMMON);
    if (operation.getRequestBody() != null) {
      answers.putAll(WITH_BODY);
    }
    answers.putAll(described.responses());
    ApiResponses responses = new ApiResponses();
    answers.forEach(
        (status, text) ->
            responses.addApiResponse(
                status,
                new ApiResponse()
                    .description(text)
                    .content(status.startsWith("2") ? success : problemContent())));
    operation.setResponses(responses);
  }

  private static void describeShapes(OpenAPI api) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    Schema<?> kind = new StringSchema()._enum(List.of("employee", "contractor", "customer"));
    for (String body : List.of("UserBody", "User")) {
      Schema<?> schema = schemas.get(body);
      schema.addProperty("kind", kind);
      schema.setRequired(
          body.equals("User")
              ? List.of("userId", "userName", "kind")
              : List.of("userName", "kind"));
    }
    ((Schema<?>) schemas.get("LookUp").getProperties().get("users")).setMaxItems(500);
    ((Schema<?>) schemas.get("Batch").getProperties().get("users")).setMaxItems(500);
    schemas
        .get("Result")
        .addProperty(
            "outcome",
            new StringSchema()._enum(List.of("created", "unchanged", "updated", "rejected")))
        .addProperty(
            "reason",
            new StringSchema()
                ._enum(
                    List.of(
                        "invalid-value", "user-name-taken", "user-deprovisioned", "user-erased")));
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

  private static @Nullable Content asJson(@Nullable Content content) {
    return content == null
        ? null
        : new Content().addMediaType("application/json", content.values().iterator().next());
  }

  private static Content problemContent() {
    return new Content()
        .addMediaType(
            "application/problem+json",
            new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem")));
  }

  private record Described(String summary, Map<String, String> responses) {}
}

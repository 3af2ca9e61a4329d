package dev.offboard.entitlement;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.entitlement.application.ApplicationId;
import dev.offboard.entitlement.application.RoleName;
import dev.offboard.entitlement.connection.AccountPattern;
import dev.offboard.entitlement.connection.OwnerId;
import dev.offboard.entitlement.connection.Secret;
import io.swagger.v3.oas.models.Components;
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
import java.time.Duration;
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

  /// What any request may be answered with.
  private static final Map<String, String> COMMON =
      Map.of(
          "400", "a value is bad: `field` names it",
          "401", "the token is missing or wrong",
          "503", "the database is away: try again after `Retry-After` seconds");

  private static final Map<String, String> WITH_BODY =
      Map.of("413", "the body is too large", "415", "the body is no JSON");

  private static final Map<String, Described> CONNECTIONS =
      Map.of(
          "putConnection",
          new Described(
              "Connect an application, or change how. What is left out gets its default; `secret`"
                  + " (for webhook the signing key `whsec_...`, for scim the bearer token) is"
                  + " write-only and stays as it is while target and method do. `account` holds"
                  + " `{userId}`. Open tasks are tried at once, also where a 410 had disabled it.",
              Map.of("200", "the connection", "404", "`application-unknown`")),
          "getConnection",
          new Described(
              "How an application is connected and how it is doing: `standing` is working,"
                  + " failing, quarantined or disabled.",
              Map.of("200", "the connection", "404", "`connection-unknown`: it is local")),
          "deleteConnection",
          new Described(
              "Make an application local again: its grants here are all there is.",
              Map.of(
                  "204", "it is not connected",
                  "409", "`tasks-open`: nothing was changed")),
          "listConnections",
          new Described("The connections of a tenant.", Map.of("200", "the connections, sorted")),
          "probeConnection",
          new Described(
              "Try now what waits for the application, also one that is quarantined: one call tells"
                  + " whether it works again. Twice is harmless.",
              Map.of(
                  "202", "the connection; look again for what came of it",
                  "404", "`connection-unknown`",
                  "409", "`connection-manual` or `connection-disabled`: nothing was done")),
          "listLoads",
          new Described(
              "How applications are doing and what waits for them, those in trouble first: all of a"
                  + " tenant, or those of all tenants that have something to do or are in trouble"
                  + " (at most 500).",
              Map.of("200", "the applications")),
          "listTasks",
          new Described(
              "What is left to do in applications (`open=false`: all there ever was), in the order"
                  + " in which it came up; `next` is the `after` of the next page (limit: 1 to"
                  + " 500). A task without `nextTryAt` waits for a person; `doer` limits the list"
                  + " to what `people` or `calls` have to do.",
              Map.of("200", "a page")),
          "getTask",
          new Described("One task.", Map.of("200", "the task", "404", "`task-unknown`")),
          "completeTask",
          new Described(
              "The owner's word that a manual task is done. No personal data in `note` and"
                  + " `evidence` (at most 2000 characters each). `by` is for the platform's own"
                  + " services alone.",
              Map.of(
                  "200", "the task",
                  "404", "`task-unknown`",
                  "409", "`task-not-open` or `task-not-manual`: nothing was changed")));

  private static final Map<String, Described> OPERATIONS =
      Map.of(
          "putApplication",
          new Described(
              "Create or replace an application. A role that is no longer listed is revoked from"
                  + " everybody.",
              Map.of("201", "created", "200", "replaced or unchanged")),
          "getApplication",
          new Described(
              "One application.", Map.of("200", "the application", "404", "`application-unknown`")),
          "listApplications",
          new Described(
              "Applications of a tenant by id; `next` is the `after` of the next page (limit: 1 to"
                  + " 500).",
              Map.of("200", "a page")),
          "putGrant",
          new Described(
              "Grant a role to a user. The same again changes nothing.",
              Map.of(
                  "201", "created",
                  "200", "unchanged",
                  "404", "`application-unknown` or `role-unknown`",
                  "409", "`user-blocked` or `user-erased`: nothing was granted")),
          "deleteGrant",
          new Described(
              "Take a grant away. An undo of an offboarding doesn't bring it back either.",
              Map.of("204", "the user doesn't hold the role")),
          "listGrants",
          new Described("The grants of a user.", Map.of("200", "the grants, sorted")),
          "putGrants",
          new Described(
              "Grant up to 500 roles in one transaction. A bad item is rejected and keeps no other"
                  + " back; the same again changes nothing.",
              Map.of("200", "one result per item, in the order of the items")),
          "decide",
          new Described(
              "May the user act in the role? Read from the primary state: from the commit of a"
                  + " deprovisioning on, the answer is no.",
              Map.of("200", "the decision and why")));

  static {
    SpringDocUtils.getConfig()
        .replaceWithSchema(TenantId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(UserId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(ApplicationId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(RoleName.class, new StringSchema().pattern(ID))
        .replaceWithSchema(OwnerId.class, new StringSchema().pattern(ID))
        .replaceWithSchema(OffboardingId.class, new StringSchema().format("uuid"))
        .replaceWithSchema(AccountPattern.class, new StringSchema().maxLength(200))
        .replaceWithSchema(Secret.class, new StringSchema().maxLength(4096).writeOnly(true))
        .replaceWithSchema(Duration.class, new StringSchema().format("duration"))
        .replaceWithSchema(Epoch.class, new IntegerSchema().minimum(BigDecimal.ONE));
  }

  @Bean
  OpenApiCustomizer description() {
    return api -> {
      api.setInfo(
          new Info()
              .title("entitlement-service")
              .version("1")
              .description(
                  "Applications, roles, grants and decisions. Errors are problem+json (RFC 9457)"
                      + " with a stable `code`."));
      api.setServers(null);
      Components components = api.getComponents();
      components.addSecuritySchemes(
          "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
      components.addSchemas("Problem", problem());
      api.addSecurityItem(new SecurityRequirement().addList("token"));
      describeItems(api);
      api.getPaths()
          .values()
          .forEach(path -> path.readOperations().forEach(OpenApiDescription::describe));
    };
  }

  private static void describe(Operation operation) {
    Described described =
        OPERATIONS.getOrDefault(
            operation.getOperationId(), CONNECTIONS.get(operation.getOperationId()));
    if (described == null) {
      throw new AssertionError(operation.getOperationId() + " is not described");
    }
    operation.setTags(null);
    operation.setSummary(described.summary());
    Content success = asJson(operation.getResponses().values().iterator().next().getContent());
    Map<String, String> answers = new TreeMap<>(COMMON);
    answers.putAll(described.responses());
    if (operation.getRequestBody() != null) {
      answers.putAll(WITH_BODY);
    }
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

  private static void describeItems(OpenAPI api) {
    Map<String, Schema> schemas = api.getComponents().getSchemas();
    ((Schema<?>) schemas.get("ImportRequest").getProperties().get("grants")).setMaxItems(500);
    schemas
        .get("ItemResult")
        .properties(
            Map.of(
                "outcome",
                new StringSchema()._enum(List.of("created", "unchanged", "rejected")),
                "reason",
                new StringSchema()
                    ._enum(
                        List.of(
                            "invalid-value",
                            "application-unknown",
                            "role-unknown",
                            "user-blocked",
                            "user-erased")),
                "detail",
                new StringSchema()));
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

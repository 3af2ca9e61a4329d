package dev.offboard.messaging.testkit;

import dev.offboard.messaging.access.AccessTable;
import dev.offboard.messaging.access.Caller;
import dev.offboard.messaging.access.Endpoint;
import dev.offboard.messaging.access.Role;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.http.HttpMethod;

/// Says in a service's OpenAPI document which roles each operation is for, any one of which is
/// enough (a list of requirements means OR, OpenAPI 3.1 section 4.8.10), and what others are
/// answered.
final class AccessInOpenApi implements OpenApiCustomizer {
  /// The bean that lets tests read the generated document; no service has it.
  static final String FOR_TESTS = "apiDocsAccess";

  private static final String PROBLEM = "application/problem+json";

  private final ApplicationContext context;

  private AccessInOpenApi(ApplicationContext context) {
    this.context = context;
  }

  static void addTo(ConfigurableApplicationContext context) {
    SpringDocUtils.getConfig().addRequestWrapperToIgnore(Caller.class);
    context
        .getBeanFactory()
        .registerSingleton(
            FOR_TESTS, AccessTable.of(Endpoint.get("/v3/api-docs").by(Role.ADMINISTRATOR)));
    context.getBeanFactory().registerSingleton("accessInOpenApi", new AccessInOpenApi(context));
  }

  @Override
  public void customise(OpenAPI api) {
    AccessTable table = AccessWalk.tableOf(context);
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) ->
                            AccessWalk.lineOf(table, HttpMethod.valueOf(method.name()), path)
                                .ifPresent(line -> describe(operation, line))));
  }

  private static void describe(Operation operation, Endpoint line) {
    operation.setSecurity(
        line.roles().stream()
            .sorted()
            .map(role -> new SecurityRequirement().addList("token", role.wireName()))
            .toList());
    answer(operation, "403", "`forbidden`: the token has none of the roles");
    answer(operation, "429", "`too-many-requests`: try again after `Retry-After` seconds");
    if (line.path().contains("{tenantId}") && !operation.getResponses().containsKey("404")) {
      answer(operation, "404", "`tenant-unknown` for a caller of another tenant");
    }
  }

  private static void answer(Operation operation, String status, String description) {
    operation
        .getResponses()
        .addApiResponse(
            status,
            new ApiResponse()
                .description(description)
                .content(
                    new Content()
                        .addMediaType(
                            PROBLEM,
                            new MediaType()
                                .schema(new Schema<>().$ref("#/components/schemas/Problem")))));
  }
}

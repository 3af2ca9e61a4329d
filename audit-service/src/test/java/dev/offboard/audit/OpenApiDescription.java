package dev.offboard.audit;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
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
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/// The words of the published API document; paths and shapes come from the code.
@Configuration(proxyBeanMethods = false)
class OpenApiDescription {
  static {
    SpringDocUtils.getConfig()
        .replaceWithClass(OffboardingId.class, UUID.class)
        .replaceWithClass(TenantId.class, String.class)
        .replaceWithClass(UserId.class, String.class)
        .replaceWithClass(Epoch.class, Integer.class);
  }

  @Bean
  OpenApiCustomizer words() {
    return api -> {
      api.info(
          new Info()
              .title("Offboard: audit-service")
              .version("v1")
              .description(
                  "The append-only log: one entry per committed state change of an offboarding and"
                      + " per report, as a Merkle tree that anybody can verify. Every path needs"
                      + " the installation's bearer token (RFC 6750); errors are problem+json (RFC"
                      + " 9457)."));
      api.servers(null);
      api.getComponents()
          .addSecuritySchemes(
              "token", new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"))
          .addSchemas(
              "Problem",
              new ObjectSchema()
                  .addProperty("type", new StringSchema())
                  .addProperty("title", new StringSchema())
                  .addProperty("status", new IntegerSchema())
                  .addProperty("code", new StringSchema().description("stable"))
                  .addProperty(
                      "detail", new StringSchema().description("what happened, what happens next"))
                  .addProperty("field", new StringSchema().description("the offending field")));
      api.security(List.of(new SecurityRequirement().addList("token")));
      describeEntries(api);
      describeCsv(api);
      TlogDescription.describe(api);
    };
  }

  private static void describeEntries(OpenAPI api) {
    Operation get = api.getPaths().get("/api/entries").getGet();
    get.summary("Reads the log in the order of its leaf indexes")
        .description(
            "Indexes are given in commit order and without a gap, so following `next` misses"
                + " nothing, also while entries are appended. A search looks at so many entries"
                + " at a time: its page may be short, or empty, and have a `next`.");
    get.tags(null);
    Map<String, String> words =
        Map.of(
            "offboardingId", "Only the entries of this offboarding; an unknown one has none.",
            "tenantId", "Only entries about this tenant.",
            "userId", "Only entries about users with this id.",
            "kind", "Only entries of this kind: state-change, report, dead-letter-replayed.",
            "from", "Only what happened then or later.",
            "to", "Only what happened before.",
            "after", "Only entries with a higher leaf index; absent: from the first.",
            "limit", "At most so many.");
    get.getParameters().forEach(p -> p.description(words.get(p.getName())));
    api.getPaths()
        .get("/api/entries.csv")
        .getGet()
        .getParameters()
        .forEach(p -> p.description(words.get(p.getName())));
    get.getParameters().stream()
        .filter(p -> p.getName().equals("offboardingId"))
        .forEach(p -> p.getSchema().format("uuid"));
    get.getParameters().stream()
        .filter(p -> p.getName().equals("limit"))
        .forEach(p -> p.getSchema().minimum(BigDecimal.ONE).maximum(BigDecimal.valueOf(500)));
    get.getParameters().stream()
        .filter(p -> p.getName().equals("after"))
        .forEach(p -> p.getSchema().minimum(BigDecimal.ZERO));
    get.getResponses()
        .addApiResponse("400", problem("A value is no good; `field` names it."))
        .addApiResponse("401", problem("The token is missing or wrong."))
        .addApiResponse(
            "503", problem("The database is away; `Retry-After` says when to try again."));
    Schema<?> entry = api.getComponents().getSchemas().get("Entry");
    entry.setRequired(entry.getProperties().keySet().stream().sorted().toList());
    property(api, "Entry", "index", "The leaf index, from 0.");
    property(api, "Entry", "at", "When it happened, as the orchestrator or participant says.");
    property(
        api, "Entry", "body", "The entry as canonical JSON (RFC 8785), byte for byte; ids only.");
    property(api, "EntryPage", "next", "The `after` of the next page; absent on the last one.");
  }

  private static void describeCsv(OpenAPI api) {
    Operation get = api.getPaths().get("/api/entries.csv").getGet();
    get.summary("What is found in the log, as a CSV file (RFC 4180)")
        .description(
            "All of it, however much. A text that a spreadsheet could take for a formula has a"
                + " leading apostrophe.");
    get.tags(null);
    get.getResponses()
        .addApiResponse(
            "200",
            new ApiResponse()
                .description("The file, with a header line.")
                .content(
                    new Content()
                        .addMediaType("text/csv", new MediaType().schema(new StringSchema()))))
        .addApiResponse("400", problem("A value is no good; `field` names it."))
        .addApiResponse("401", problem("The token is missing or wrong."));
  }

  private static void property(OpenAPI api, String schema, String name, String description) {
    Schema<?> described =
        (Schema<?>) api.getComponents().getSchemas().get(schema).getProperties().get(name);
    described.description(description);
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            new Content()
                .addMediaType(
                    "application/problem+json",
                    new MediaType().schema(new Schema<>().$ref("#/components/schemas/Problem"))));
  }
}

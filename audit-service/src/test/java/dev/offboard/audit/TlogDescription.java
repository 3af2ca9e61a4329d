package dev.offboard.audit;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.PathItem;
import io.swagger.v3.oas.models.Paths;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.responses.ApiResponses;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The words for what C2SP tlog-tiles, proofs and certificates are served under.
final class TlogDescription {
  private static final String REFUSED =
      "`checkpoint-refused`: the log does not grow out of what was signed, a person must look;"
          + " `database-away`: try again after `Retry-After`.";
  private static final String NO_CHECKPOINT = "`checkpoint-none`: nothing was signed yet.";
  private static final String NOT_COVERED =
      "`tile-unknown`: the published checkpoint does not cover it; `log-damaged`: it does, and it"
          + " is gone.";
  private static final Schema<?> BYTES = new StringSchema().format("binary");

  private record Described(
      String summary, Content success, Map<String, String> problems, Map<String, String> words) {}

  private static final Map<String, Described> OPERATIONS =
      Map.of(
          "/checkpoint",
          new Described(
              "The latest signed checkpoint with its cosignatures (C2SP tlog-checkpoint).",
              of("text/plain", new StringSchema()),
              Map.of("404", NO_CHECKPOINT, "503", REFUSED),
              Map.of()),
          "/api/checkpoints",
          new Described(
              "What was signed between `from` and `to`: the last checkpoint of each day (UTC) with"
                  + " its cosignatures, the oldest first.",
              of("application/json", new Schema<>().$ref("#/components/schemas/PastView")),
              Map.of("400", "`field` names what is no good."),
              Map.of("from", "Issued then or later.", "to", "Issued before.")),
          "/tile/{path}",
          new Described(
              "Hashes of the tree (C2SP tlog-tiles). May be kept for ever.",
              of("application/octet-stream", BYTES),
              Map.of("400", "`path` names no tile.", "404", NOT_COVERED),
              Map.of("path", "`<L>/<N>[.p/<W>]`, N in groups of three digits: 0/x001/234.p/17.")),
          "/tile/entries/{path}",
          new Described(
              "Entries, each after its length in two bytes, big-endian (C2SP tlog-tiles).",
              of("application/octet-stream", BYTES),
              Map.of("400", "`path` names no bundle.", "404", NOT_COVERED),
              Map.of("path", "`<N>[.p/<W>]`.", "Accept-Encoding", "gzip is used if it is there.")),
          "/api/proofs/inclusion",
          new Described(
              "That the log has an entry where it says.",
              of("application/json", new Schema<>().$ref("#/components/schemas/Inclusion"))
                  .addMediaType("text/plain", new MediaType().schema(new StringSchema())),
              Map.of("400", "`field` names what is no good.", "404", NO_CHECKPOINT, "503", REFUSED),
              Map.of(
                  "leafIndex", "Of the entry.",
                  "treeSize", "Of the tree it is proved in; absent: that of the checkpoint.",
                  "Accept", "text/plain: a C2SP tlog-proof against the current checkpoint.")),
          "/api/proofs/consistency",
          new Described(
              "That the log of `to` entries is the one of `from`, only longer.",
              of("application/json", new Schema<>().$ref("#/components/schemas/Consistency")),
              Map.of("400", "`field` names what is no good.", "404", NO_CHECKPOINT, "503", REFUSED),
              Map.of(
                  "from", "Size of the older tree.",
                  "to", "Size of the newer tree; absent: that of the checkpoint.")),
          "/api/offboardings/{id}/certificate",
          new Described(
              "The certificate of an offboarding that has ended: verifies offline. JSON, or a page"
                  + " to print with `Accept: text/html`.",
              of("application/json", new ObjectSchema())
                  .addMediaType("text/html", new MediaType().schema(new StringSchema())),
              Map.of(
                  "400", "`id` is no UUID.",
                  "404", "`offboarding-unknown`: the log has no entry of it.",
                  "409",
                      "`not-sealed`: it has not ended, `state` says where it is;"
                          + " `history-incomplete`: entries are on their way; `checkpoint-refused`,"
                          + " `log-damaged`: the log can't be vouched for.",
                  "503", "`checkpoint-owed` or `database-away`: try again after `Retry-After`."),
              Map.of("id", "Of the offboarding.", "Accept", "text/html: a page to print.")));

  private TlogDescription() {}

  static void describe(OpenAPI api) {
    Paths paths = new Paths();
    new TreeMap<>(api.getPaths())
        .forEach((path, item) -> paths.addPathItem(path.replace("{*", "{"), item));
    api.setPaths(paths);
    OPERATIONS.forEach((path, words) -> describe(paths.get(path), words));
    Map<String, Schema<?>> shapes =
        Map.of(
            "Inclusion", shape(List.of("leafIndex", "treeSize"), List.of("leafHash", "root")),
            "Consistency", shape(List.of("from", "to"), List.of("fromRoot", "toRoot")));
    shapes.forEach((name, shape) -> api.getComponents().addSchemas(name, shape));
  }

  private static void describe(PathItem path, Described words) {
    Operation get = path.getGet();
    get.setTags(null);
    get.summary(words.summary());
    ApiResponses responses = new ApiResponses();
    responses.addApiResponse("200", new ApiResponse().description("It.").content(words.success()));
    responses.addApiResponse("401", problem("The token is missing or wrong."));
    words.problems().forEach((status, text) -> responses.addApiResponse(status, problem(text)));
    get.setResponses(responses);
    if (get.getParameters() != null) {
      get.getParameters().forEach(it -> it.description(words.words().get(it.getName())));
      get.getParameters().stream()
          .filter(it -> "integer".equals(it.getSchema().getType()))
          .forEach(it -> it.getSchema().minimum(BigDecimal.ZERO));
    }
  }

  /// Hashes are base64.
  private static Schema<?> shape(List<String> numbers, List<String> hashes) {
    ObjectSchema shape = new ObjectSchema();
    numbers.forEach(it -> shape.addProperty(it, new IntegerSchema().format("int64")));
    hashes.forEach(it -> shape.addProperty(it, new StringSchema().format("byte")));
    shape.addProperty(
        "hashes",
        new ArraySchema()
            .items(new StringSchema().format("byte"))
            .description("In the order of RFC 9162."));
    shape.setRequired(shape.getProperties().keySet().stream().sorted().toList());
    return shape;
  }

  private static Content of(String type, Schema<?> schema) {
    return new Content().addMediaType(type, new MediaType().schema(schema));
  }

  private static ApiResponse problem(String description) {
    return new ApiResponse()
        .description(description)
        .content(
            of("application/problem+json", new Schema<>().$ref("#/components/schemas/Problem")));
  }
}

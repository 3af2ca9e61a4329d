package dev.offboard.messaging.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.InventoryItem;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.WireNames;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.json.JsonMapper;

/// A message as JSON and back. The wire name picks the class from the fixed table of [WireNames],
/// so no header can name a class. Unknown fields are ignored; a missing or null field that is not
/// optional is an error. Safe for use by many threads.
public final class MessageCodec {
  /// Deeper JSON than any message of ours is an attack, not a message.
  private static final int MAX_DEPTH = 16;

  private final JsonMapper mapper;

  public MessageCodec() {
    this.mapper =
        JsonMapper.builder(
                JsonFactory.builder()
                    .streamReadConstraints(
                        StreamReadConstraints.builder().maxNestingDepth(MAX_DEPTH).build())
                    .build())
            .addModule(new ContractsModule())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
            .disable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .changeDefaultPropertyInclusion(nonNull())
            .build();
  }

  public String write(Message message) {
    return mapper.writeValueAsString(message);
  }

  /// @throws UnreadableMessage if the wire name is unknown or the body isn't such a message
  public Message read(String wireName, byte[] body) {
    Class<? extends Message> type =
        WireNames.classOf(wireName)
            .orElseThrow(
                () ->
                    new UnreadableMessage(
                        "unknown-type",
                        "ce_type: \"%s\" (known: %s)"
                            .formatted(shortened(wireName), WireNames.known())));
    Message message;
    try {
      message = mapper.readValue(body, type);
    } catch (JacksonException e) {
      // the parser's own message may quote the offending value, which may be personal data
      throw new UnreadableMessage(
          "unreadable-body",
          "body is no %s: %s at %s"
              .formatted(wireName, e.getClass().getSimpleName(), e.getPathReference()));
    }
    if (message == null) {
      throw new UnreadableMessage("unreadable-body", "body is null, no " + wireName);
    }
    return message;
  }

  public String writeEvidence(Evidence evidence) {
    return mapper.writeValueAsString(evidence);
  }

  public Evidence readEvidence(String json) {
    return mapper.readValue(json, Evidence.class);
  }

  public @Nullable String writeInventory(@Nullable List<InventoryItem> inventory) {
    return inventory == null ? null : mapper.writeValueAsString(inventory);
  }

  public @Nullable List<InventoryItem> readInventory(@Nullable String json) {
    return json == null ? null : List.of(mapper.readValue(json, InventoryItem[].class));
  }

  private static UnaryOperator<JsonInclude.Value> nonNull() {
    return value -> value.withValueInclusion(JsonInclude.Include.NON_NULL);
  }

  private static String shortened(String text) {
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}

package dev.offboard.messaging.wire;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.Message;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/// The JSON Schema (draft 2020-12) of a message, from its record. Open for unknown fields, because
/// readers ignore them.
final class SchemaOf {
  private static final String ID = "^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$";

  private SchemaOf() {}

  static String message(String wireName, Class<? extends Message> type) {
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("$schema", "https://json-schema.org/draft/2020-12/schema");
    schema.put("$id", "urn:offboard:schema:" + wireName);
    schema.put("title", wireName);
    schema.putAll(object(type));
    return JsonMapper.builder().build().writerWithDefaultPrettyPrinter().writeValueAsString(schema)
        + "\n";
  }

  private static Map<String, Object> object(Class<?> type) {
    Map<String, Object> properties = new LinkedHashMap<>();
    List<String> required = new ArrayList<>();
    for (RecordComponent component : type.getRecordComponents()) {
      properties.put(component.getName(), of(component.getGenericType()));
      if (!component.getAnnotatedType().isAnnotationPresent(Nullable.class)) {
        required.add(component.getName());
      }
    }
    Map<String, Object> schema = new LinkedHashMap<>();
    schema.put("type", "object");
    schema.put("properties", properties);
    schema.put("required", required);
    return schema;
  }

  private static Map<String, Object> of(Type type) {
    if (type instanceof ParameterizedType list) {
      return ordered("type", "array", "items", of(list.getActualTypeArguments()[0]));
    }
    if (type == TenantId.class
        || type == UserId.class
        || type == ReasonCode.class
        || type == ParticipantName.class) {
      return ordered("type", "string", "pattern", ID);
    }
    if (type == OffboardingId.class || type == UUID.class) {
      return ordered("type", "string", "format", "uuid");
    }
    if (type == Instant.class) {
      return ordered("type", "string", "format", "date-time");
    }
    if (type == Epoch.class) {
      return ordered("type", "integer", "minimum", 1);
    }
    if (type == int.class || type == long.class) {
      return ordered("type", "integer", "minimum", 0);
    }
    if (type == Evidence.class) {
      return ordered(
          "type", "object", "additionalProperties", ordered("type", "integer", "minimum", 0));
    }
    if (type == Phase.class) {
      return ordered("enum", Arrays.stream(Phase.values()).map(Phase::wireName).toList());
    }
    if (type == Priority.class) {
      return ordered("enum", Arrays.stream(Priority.values()).map(Enum::name).toList());
    }
    if (type == OffboardingState.class) {
      return ordered("enum", Arrays.stream(OffboardingState.values()).map(Enum::name).toList());
    }
    if (type == String.class) {
      return Map.of("type", "string");
    }
    if (type == StepReport.class) {
      return Map.of(
          "oneOf",
          List.of(
              report("completed", StepReport.StepCompleted.class),
              report("progressed", StepReport.StepProgressed.class),
              report("failed", StepReport.StepFailed.class),
              report("refused", StepReport.StepRefused.class),
              report("residual-access", StepReport.ResidualAccessReported.class)));
    }
    if (type instanceof Class<?> record && record.isRecord()) {
      return object(record);
    }
    throw new IllegalStateException("no schema for " + type + "; add it here");
  }

  @SuppressWarnings("unchecked")
  private static Map<String, Object> report(String outcome, Class<?> type) {
    Map<String, Object> schema = object(type);
    Map<String, Object> properties = new LinkedHashMap<>();
    properties.put("outcome", Map.of("const", outcome));
    properties.putAll((Map<String, Object>) schema.get("properties"));
    schema.put("properties", properties);
    List<String> required = new ArrayList<>(List.of("outcome"));
    required.addAll((List<String>) schema.get("required"));
    schema.put("required", required);
    return schema;
  }

  private static Map<String, Object> ordered(String k1, Object v1, String k2, Object v2) {
    Map<String, Object> map = new LinkedHashMap<>();
    map.put(k1, v1);
    map.put(k2, v2);
    return map;
  }

  private static Map<String, Object> ordered(String key, Object value) {
    return Map.of(key, value);
  }
}

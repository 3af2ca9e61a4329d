package dev.offboard.messaging.wire;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.annotation.Nulls;
import dev.offboard.contracts.Announcement;
import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.Evidence;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.OffboardingState;
import dev.offboard.contracts.ParticipantName;
import dev.offboard.contracts.Phase;
import dev.offboard.contracts.Priority;
import dev.offboard.contracts.ReasonCode;
import dev.offboard.contracts.Request;
import dev.offboard.contracts.StepReport;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import dev.offboard.contracts.UserRef;
import java.lang.reflect.Constructor;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.Version;
import tools.jackson.databind.cfg.MapperConfig;
import tools.jackson.databind.introspect.Annotated;
import tools.jackson.databind.introspect.AnnotatedMember;
import tools.jackson.databind.introspect.AnnotatedParameter;
import tools.jackson.databind.introspect.NopAnnotationIntrospector;
import tools.jackson.databind.module.SimpleModule;

/// How contracts look as JSON: a typed id is its plain value, a report carries its kind in
/// `outcome`, and a component that is not `@Nullable` must be present. Contracts themselves know no
/// JSON library.
public final class ContractsModule extends SimpleModule {
  private static final long serialVersionUID = 1;

  public ContractsModule() {
    super("offboard-contracts", new Version(1, 0, 0, null, "dev.offboard", "contracts"));
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.setMixIn(TenantId.class, Text.class);
    context.setMixIn(UserId.class, Text.class);
    context.setMixIn(ReasonCode.class, Text.class);
    context.setMixIn(ParticipantName.class, Text.class);
    context.setMixIn(OffboardingId.class, Uuid.class);
    context.setMixIn(Epoch.class, Whole.class);
    context.setMixIn(Evidence.class, Counts.class);
    context.setMixIn(Phase.class, PhaseName.class);
    context.setMixIn(OffboardingState.class, StateCode.class);
    context.setMixIn(Priority.class, PriorityCode.class);
    context.setMixIn(UserRef.class, Ref.class);
    context.setMixIn(Announcement.class, WithoutDerived.class);
    context.setMixIn(Request.class, WithoutDerived.class);
    context.setMixIn(StepReport.class, Outcome.class);
    context.insertAnnotationIntrospector(new NonNullIsRequired());
  }

  abstract static class Text {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Text(String value) {}

    @JsonValue
    abstract String value();
  }

  abstract static class Uuid {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Uuid(UUID value) {}

    @JsonValue
    abstract UUID value();
  }

  abstract static class Whole {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Whole(int value) {}

    @JsonValue
    abstract int value();
  }

  abstract static class Counts {
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    Counts(SortedMap<String, Long> counts) {}

    @JsonValue
    abstract SortedMap<String, Long> counts();
  }

  abstract static class PhaseName {
    @JsonValue
    abstract String wireName();
  }

  abstract static class StateCode {
    /// A code from a newer version becomes UNKNOWN instead of failing the reader.
    @JsonCreator
    static @Nullable OffboardingState ofCode(String code) {
      return null;
    }
  }

  abstract static class PriorityCode {
    /// A code from a newer version is normal.
    @JsonCreator
    static @Nullable Priority ofCode(String code) {
      return null;
    }
  }

  abstract static class Ref {
    @JsonIgnore
    abstract String key();
  }

  abstract static class WithoutDerived {
    @JsonIgnore
    abstract UserRef user();
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "outcome")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = StepReport.StepCompleted.class, name = "completed"),
    @JsonSubTypes.Type(value = StepReport.StepProgressed.class, name = "progressed"),
    @JsonSubTypes.Type(value = StepReport.StepFailed.class, name = "failed"),
    @JsonSubTypes.Type(value = StepReport.StepRefused.class, name = "refused"),
    @JsonSubTypes.Type(value = StepReport.ResidualAccessReported.class, name = "residual-access")
  })
  abstract static class Outcome {
    @JsonIgnore
    abstract UserRef user();
  }

  /// `@Nullable` on a record component is the one place that says what may be absent.
  private static final class NonNullIsRequired extends NopAnnotationIntrospector {
    private static final long serialVersionUID = 1;

    @Override
    public @Nullable Boolean hasRequiredMarker(MapperConfig<?> config, AnnotatedMember member) {
      return isRequired(member);
    }

    @Override
    public JsonSetter.Value findSetterInfo(MapperConfig<?> config, Annotated member) {
      return Boolean.TRUE.equals(isRequired(member))
          ? JsonSetter.Value.forValueNulls(Nulls.FAIL)
          : JsonSetter.Value.empty();
    }

    private static @Nullable Boolean isRequired(Annotated member) {
      if (member instanceof AnnotatedParameter parameter
          && parameter.getOwner().getAnnotated() instanceof Constructor<?> constructor
          && constructor.getDeclaringClass().isRecord()
          && constructor.getDeclaringClass().getPackage() == UserRef.class.getPackage()) {
        return !constructor.getAnnotatedParameterTypes()[parameter.getIndex()].isAnnotationPresent(
            Nullable.class);
      }
      return null;
    }
  }
}

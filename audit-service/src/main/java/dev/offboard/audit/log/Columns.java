package dev.offboard.audit.log;

import dev.offboard.contracts.Epoch;
import dev.offboard.contracts.OffboardingId;
import dev.offboard.contracts.TenantId;
import dev.offboard.contracts.UserId;
import io.micronaut.core.convert.ConversionContext;
import io.micronaut.data.model.runtime.convert.AttributeConverter;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// How the typed components of an [Entry] look in its columns.
final class Columns {
  private Columns() {}

  @Singleton
  static final class Kind extends Column<EntryKind, String> {
    Kind() {
      super(EntryKind::code, EntryKind::ofCode);
    }
  }

  @Singleton
  static final class Offboarding extends Column<OffboardingId, UUID> {
    Offboarding() {
      super(OffboardingId::value, OffboardingId::new);
    }
  }

  @Singleton
  static final class Tenant extends Column<TenantId, String> {
    Tenant() {
      super(TenantId::value, TenantId::new);
    }
  }

  @Singleton
  static final class User extends Column<UserId, String> {
    User() {
      super(UserId::value, UserId::new);
    }
  }

  @Singleton
  static final class EpochNumber extends Column<Epoch, Integer> {
    EpochNumber() {
      super(Epoch::value, Epoch::new);
    }
  }

  abstract static class Column<T, C> implements AttributeConverter<T, C> {
    private final Function<T, C> toColumn;
    private final Function<C, T> ofColumn;

    Column(Function<T, C> toColumn, Function<C, T> ofColumn) {
      this.toColumn = toColumn;
      this.ofColumn = ofColumn;
    }

    @Override
    public @Nullable C convertToPersistedValue(@Nullable T value, ConversionContext context) {
      return value == null ? null : toColumn.apply(value);
    }

    @Override
    public @Nullable T convertToEntityValue(@Nullable C column, ConversionContext context) {
      return column == null ? null : ofColumn.apply(column);
    }
  }
}

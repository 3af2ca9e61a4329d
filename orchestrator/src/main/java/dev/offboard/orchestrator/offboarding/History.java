package dev.offboard.orchestrator.offboarding;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

/// The committed state changes of each offboarding. Joins the caller's transaction.
@JdbcRepository(dialect = Dialect.POSTGRES)
interface History extends GenericRepository<HistoryEntry, HistoryEntry.Key> {
  /// In the order they happened.
  @Query("SELECT * FROM state_change WHERE offboarding_id = :offboardingId ORDER BY sequence")
  List<HistoryEntry> of(UUID offboardingId);
}

/// The tokens of the API, as administrators look after them. What is done is done by `access`, as
/// over the API. May depend on `access`, `page` and `portal`.
@NullMarked
package dev.offboard.orchestrator.portal.token;

import org.jspecify.annotations.NullMarked;

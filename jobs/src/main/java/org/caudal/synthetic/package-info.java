/** Generated extracts with planted truth and planted defects. */
@NullMarked
package org.caudal.synthetic;

import org.jspecify.annotations.NullMarked;

/** Missing persons: from a list of reports to figures in which late reports are estimated. */
@NullMarked
package org.caudal.register.missing;

import org.jspecify.annotations.NullMarked;

/** Column to column expressions shared by jobs; pure. */
@NullMarked
package org.caudal.functions;

import org.jspecify.annotations.NullMarked;

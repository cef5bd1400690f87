package org.caudal.synthetic.phone;

import org.caudal.table.Doc;
import org.caudal.table.Sensitivity;
import org.caudal.table.Table;

/** The cells as their operator lists them, in the columns of multimno's bronze network. */
@Table(
    name = "cell_inventory",
    row = "One row a cell that stands on the day of the file.",
    key = {"file_name", "cell_id"},
    sensitivity = Sensitivity.OPERATION,
    caveat =
        "Synthetic: every cell is invented, and some positions are wrong as in synthetic_cell.")
public record CellInventory(
    @Doc("File the line belongs to; not written into it") String fileName,
    @Doc("Cell, fifteen digits") String cellId,
    @Doc("Recorded latitude, WGS 84") String latitude,
    @Doc("Recorded longitude, WGS 84") String longitude,
    @Doc("Height of the ground in metres; not known") String altitude,
    @Doc("Height of the antenna in metres") String antennaHeight,
    @Doc("1 where it sends in one direction, else 0") String directionality,
    @Doc("Direction in degrees clockwise from north; empty where it sends all around")
        String azimuthAngle,
    @Doc("Tilt in degrees") String elevationAngle,
    @Doc("Width of the beam in degrees; empty where it sends all around")
        String horizontalBeamWidth,
    @Doc("Height of the beam in degrees") String verticalBeamWidth,
    @Doc("Power in watts") String power,
    @Doc("Reach in metres") String range,
    @Doc("Frequency in megahertz") String frequency,
    @Doc("GSM, UMTS or LTE") String technology,
    @Doc("Start of the period, ISO 8601") String validDateStart,
    @Doc("End of the period, ISO 8601; empty while the cell stands") String validDateEnd,
    @Doc("macrocell or microcell") String cellType,
    @Doc("Year of the file's day") String year,
    @Doc("Month of the file's day") String month,
    @Doc("Day of the file in its month") String day) {}

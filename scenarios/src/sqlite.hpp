// SPDX-FileCopyrightText: 2026 The Djoliba authors
// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace djoliba {

class Database;

/// A prepared statement. Parameters and columns count from 1 and 0, as in SQLite.
class Statement {
 public:
    Statement(Database& database, std::string_view sql);

    Statement& bind(int parameter, std::int64_t value);
    Statement& bind(int parameter, int value) { return bind(parameter, std::int64_t{value}); }
    Statement& bind(int parameter, double value);  ///< NaN binds NULL
    Statement& bind(int parameter, std::string_view value);
    Statement& bind_null(int parameter);

    /// True while there is a row.
    bool step();
    /// Runs it to its end and makes it ready for other parameters.
    void run();
    void reset();

    bool is_null(int column) const;
    std::int64_t integer(int column) const;
    double real(int column) const;  ///< NaN for NULL
    std::string text(int column) const;

 private:
    struct Finalize {
        void operator()(sqlite3_stmt* statement) const;
    };
    Database* database_;
    std::unique_ptr<sqlite3_stmt, Finalize> statement_;
};

/// An SQLite file. Throws Error, naming the file, for whatever SQLite objects to.
class Database {
 public:
    explicit Database(const std::filesystem::path& file);

    void run(const std::string& sql);
    void check(int code);
    sqlite3* handle() const { return database_.get(); }
    int changes() const;            ///< rows that the last statement changed
    std::int64_t last_row() const;  ///< of the last INSERT

 private:
    struct Close {
        void operator()(sqlite3* database) const;
    };
    std::string file_;
    std::unique_ptr<sqlite3, Close> database_;
};

/// Everything until commit() happens as a whole or, where it goes out of scope before, not at all. Waits
/// until no other process writes.
class Transaction {
 public:
    explicit Transaction(Database& database);
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit();

 private:
    Database* database_;
    bool open_ = true;
};

}  // namespace djoliba

using System.Data.Common;

namespace GenreNet.Catalogue;

/// <summary>Executes the statements of one transaction.</summary>
internal sealed class QueueCommand(DbConnection connection, DbTransaction? transaction, CancellationToken cancellationToken)
{
    /// <summary>Executes a statement.</summary>
    /// <param name="sql">The statement.</param>
    /// <param name="parameters">The values of its parameters.</param>
    /// <returns>The number of changed rows.</returns>
    public async Task<int> ExecuteAsync(string sql, params (string Name, object Value)[] parameters)
    {
        DbCommand command = Create(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Executes a query.</summary>
    /// <param name="sql">The query.</param>
    /// <param name="read">Reads a row.</param>
    /// <param name="parameters">The values of its parameters.</param>
    public async Task<List<T>> QueryAsync<T>(string sql, Func<DbDataReader, T> read, params (string Name, object Value)[] parameters)
    {
        DbCommand command = Create(sql, parameters);
        await using (command.ConfigureAwait(false))
        {
            List<T> rows = [];
            DbDataReader reader = await command.ExecuteReaderAsync(cancellationToken).ConfigureAwait(false);
            await using (reader.ConfigureAwait(false))
            {
                while (await reader.ReadAsync(cancellationToken).ConfigureAwait(false))
                {
                    rows.Add(read(reader));
                }
            }

            return rows;
        }
    }

    private DbCommand Create(string sql, (string Name, object Value)[] parameters)
    {
        DbCommand command = connection.CreateCommand();
#pragma warning disable CA2100 // The statements are constants of ShardQueue; values are parameters.
        command.CommandText = sql;
#pragma warning restore CA2100
        command.Transaction = transaction;
        foreach ((string name, object value) in parameters)
        {
            DbParameter parameter = command.CreateParameter();
            parameter.ParameterName = name;
            parameter.Value = value;
            command.Parameters.Add(parameter);
        }

        return command;
    }
}
